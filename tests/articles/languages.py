"""One small page a language, written for the tests: what is text, and what stands around it on news sites."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A page in a language and what is to be found on it."""

    tag: str
    title: str
    byline_line: str
    byline: str
    date_line: str
    pointers: tuple[str, ...]
    """Lines within the text that are none of it."""
    ending: str
    """A heading after which the article is over."""
    text: tuple[str, ...]


SAMPLES = (
    Sample(
        "de",
        "Stündliche Fähre zwischen den beiden Inseln",
        "Von Ida Berg",
        "Ida Berg",
        "12. März 2026",
        ("Lesen Sie auch: Brücke abgelehnt", "Anzeige", "Mehr zum Thema", "Newsletter jetzt kostenlos abonnieren"),
        "Das könnte Sie auch interessieren",
        (
            "Die Fähre zwischen den beiden Inseln fährt vom Frühjahr an jede Stunde, "
            "teilte das Hafenamt am Dienstag mit. "
            "Bisher ging das letzte Boot um fünf, und wer länger arbeitete, schlief auf der anderen Seite.",
            "Drei neue Boote wurden dafür in der Werft gebaut. Sie sind kleiner als die "
            "alten, nehmen vierzig Menschen und "
            "neun Autos mit und fahren mit Strom aus Batterien, die am Kai geladen werden.",
            "„Wir wollten nicht das größte Boot, sondern das, das oft kommt“, sagte "
            "die Leiterin des Amtes. Sie war schon "
            "als Kind mit der alten Fähre zur Schule gefahren, bei jedem Wetter.",
        ),
    ),
    Sample(
        "fr",
        "Un bac toutes les heures entre les deux îles",
        "Par Ida Berg",
        "Ida Berg",
        "Publié le 12 mars 2026",
        ("Lire aussi : Le pont refusé", "Publicité", "À lire également", "Inscrivez-vous à notre newsletter"),
        "Les articles les plus lus",
        (
            "Le bac entre les deux îles partira toutes les heures dès le printemps, a annoncé mardi la capitainerie. "
            "Le dernier bateau quittait le quai à cinq heures et les travailleurs du soir dormaient en face.",
            "Trois bateaux neufs ont été construits au chantier du nord. Plus petits que les anciens, ils embarquent "
            "quarante personnes et neuf voitures et avancent grâce à des batteries rechargées à quai.",
            "« Nous ne voulions pas le plus grand bateau, mais celui qui passe souvent "
            "», a dit la directrice, qui prenait "
            "déjà l'ancien bac pour aller à l'école, par tous les temps.",
        ),
    ),
    Sample(
        "es",
        "Un ferri cada hora entre las dos islas",
        "Por Ida Berg",
        "Ida Berg",
        "12 de marzo de 2026",
        ("Lea también: Rechazan el puente", "Publicidad", "Te puede interesar", "Suscríbete a nuestro boletín"),
        "Noticias relacionadas",
        (
            "El ferri entre las dos islas saldrá cada hora a partir de la primavera, informó el martes la oficina del "
            "puerto. Hasta ahora el último barco zarpaba a las cinco y muchos dormían en la otra orilla.",
            "Para ello se construyeron tres barcos nuevos en el astillero del norte. Son más pequeños que los viejos, "
            "llevan cuarenta personas y nueve coches y se mueven con baterías que se cargan en el muelle.",
            "«No queríamos el barco más grande, sino el que pasa a menudo», dijo la directora, que de niña ya iba a la "
            "escuela en el viejo ferri, hiciera el tiempo que hiciera.",
        ),
    ),
    Sample(
        "pt",
        "Balsa de hora em hora entre as duas ilhas",
        "Por Ida Berg",
        "Ida Berg",
        "12 de março de 2026",
        ("Leia também: Ponte rejeitada", "Publicidade", "Saiba mais", "Receba as notícias no seu e-mail"),
        "Mais lidas",
        (
            "A balsa entre as duas ilhas sairá de hora em hora a partir da primavera, "
            "informou na terça-feira a capitania "
            "do porto. Até agora o último barco partia às cinco e muita gente dormia do outro lado.",
            "Três barcos novos foram construídos no estaleiro do norte. São menores que "
            "os antigos, levam quarenta pessoas "
            "e nove carros e usam baterias que são carregadas enquanto estão no cais.",
            "“Não queríamos o maior barco, queríamos aquele que passa muitas vezes”, "
            "disse a diretora, que quando criança "
            "já ia à escola na balsa antiga, fizesse o tempo que fizesse.",
        ),
    ),
    Sample(
        "it",
        "Un traghetto ogni ora tra le due isole",
        "di Ida Berg",
        "Ida Berg",
        "12 marzo 2026",
        ("Leggi anche: Bocciato il ponte", "Pubblicità", "Per approfondire", "Iscriviti alla newsletter"),
        "Articoli correlati",
        (
            "Il traghetto tra le due isole partirà ogni ora dalla primavera, ha "
            "annunciato martedì l'ufficio del porto. "
            "Finora l'ultima corsa era alle cinque e chi lavorava fino a tardi dormiva dall'altra parte.",
            "Per questo sono state costruite tre barche nuove nel cantiere del nord. Sono più piccole delle vecchie, "
            "portano quaranta persone e nove auto e vanno a batterie che si caricano al molo.",
            "«Non volevamo la barca più grande, ma quella che passa spesso», ha detto la direttrice, che da bambina "
            "andava a scuola con il vecchio traghetto con ogni tempo.",
        ),
    ),
    Sample(
        "nl",
        "Elk uur een veerboot tussen de twee eilanden",
        "Door Ida Berg",
        "Ida Berg",
        "12 maart 2026",
        ("Lees ook: Geen brug", "Advertentie", "Lees verder", "Schrijf je in voor de nieuwsbrief"),
        "Meest gelezen",
        (
            "De veerboot tussen de twee eilanden vaart vanaf het voorjaar elk uur, "
            "meldt het havenkantoor dinsdag. Tot nu "
            "toe ging de laatste boot om vijf uur en sliep wie laat werkte aan de overkant.",
            "Er werden drie nieuwe boten voor gebouwd op de werf in het noorden. Ze "
            "zijn kleiner dan de oude, nemen veertig "
            "mensen en negen auto's mee en varen op accu's die aan de kade worden geladen.",
            "“We wilden niet de grootste boot, maar de boot die vaak komt”, zei de "
            "directeur, die als kind al met de oude "
            "veerboot naar school ging, in alle soorten weer.",
        ),
    ),
    Sample(
        "ru",
        "Паром между двумя островами пойдёт каждый час",
        "Автор: Ида Берг",
        "Ида Берг",
        "12 марта 2026",
        ("Читайте также: Мост отклонён", "Реклама", "Подпишитесь на наш канал в Telegram", "Поделиться"),
        "Материалы по теме",
        (
            "Паром между двумя островами с весны будет ходить каждый час, сообщило во "
            "вторник управление порта. До сих пор "
            "последний рейс был в пять, и те, кто работал допоздна, ночевали на другом берегу.",
            "Для этого на северной верфи построили три новых судна. Они меньше прежних, берут на борт сорок человек и "
            "девять машин и ходят на батареях, которые заряжаются у причала.",
            "«Мы хотели не самое большое судно, а то, которое приходит часто», — "
            "сказала начальница управления, которая в "
            "детстве ездила на старом пароме в школу в любую погоду.",
        ),
    ),
    Sample(
        "ja",
        "二つの島を結ぶ船が一時間ごとに",
        "文：井田みどり",
        "井田みどり",
        "2026年3月12日",
        ("【関連記事】橋の計画は否決", "広告", "あわせて読みたい", "シェアする"),
        "おすすめ記事",
        (
            "二つの島を結ぶ船は春から一時間ごとに出ると、港の事務所が火曜日に発表した。これまで最後の船は午後五時に出て"
            "しまい、遅くまで働く人は向こう岸に泊まるしかなかった。",
            ""
            "そのために北の造船所で新しい船が三隻造られた。以前の船より小さく、四十人と車九台を乗せ、桟橋に着いている間に"
            "充電される電池で動く。音も静かになったという。",
            "「一番大きな船ではなく、何度も来る船がほしかった」と所長は話した。子どものころ、どんな天気の日も古い船で"
            "学校に通っていたそうだ。",
        ),
    ),
    Sample(
        "zh",
        "两岛之间的渡轮将每小时一班",
        "作者：林依达",
        "林依达",
        "2026年3月12日",
        ("相关阅读：大桥方案被否决", "广告", "责任编辑：王平", "分享到微信"),
        "为您推荐",
        (
            ""
            "港务处星期二宣布，从春天起，两岛之间的渡轮每小时开一班。以前最后一班船下午五点就走了，加班的人只好在对岸过夜，"
            "这种情况已经持续了很多年。",
            "北边的船厂为此造了三艘新船。新船比旧船小，可以载四十个人和九辆汽车，靠电池航行，停靠码头的时候充电，"
            "开起来几乎没有声音，岸上的居民也很满意。",
            "“我们要的不是最大的船，而是来得勤的船，”港务处的负责人说。她小时候就坐那条旧渡轮上学，不管刮风下雨，"
            "每天来回两趟，从来没有缺过课。",
        ),
    ),
    Sample(
        "ko",
        "두 섬을 잇는 배, 한 시간마다 다닌다",
        "글: 이다은",
        "이다은",
        "2026년 3월 12일",
        ("관련기사: 다리 계획 부결", "광고", "공유하기", "더보기"),
        "많이 본 뉴스",
        (
            "두 섬을 잇는 배가 봄부터 한 시간마다 다닌다고 항만 사무소가 화요일에 밝혔다. 지금까지는 "
            "마지막 배가 다섯 시에 "
            "떠나 늦게까지 일하는 사람들은 건너편에서 자야 했다.",
            "이를 위해 북쪽 조선소에서 새 배 세 척을 지었다. 예전 배보다 작고 마흔 명과 자동차 아홉 "
            "대를 태우며, 부두에 "
            "닿아 있는 동안 충전되는 전지로 움직인다.",
            "“가장 큰 배가 아니라 자주 오는 배를 원했다”고 소장은 말했다. 그는 어릴 때 날씨가 "
            "어떻든 옛 배를 타고 학교에 "
            "다녔고, 그 배의 기관사와도 친했다고 한다.",
        ),
    ),
)
