"""The names of months and time zones, as `newsreader.dates` compares them. Must not know what a date looks like."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

# English, German, Dutch, French, Spanish, Portuguese, Italian, Catalan, Romanian, Swedish, Danish, Norwegian, Finnish,
# Estonian, Polish, Czech, Russian, Ukrainian, Bulgarian, Lithuanian, Latvian, Hungarian, Turkish, Greek, Indonesian,
# Hebrew, Arabic, Hindi and Thai; what Slovak, Slovene, Serbian, Croatian, Galician, Malay and Persian have besides.
# Chinese, Japanese and Korean number their months. Up to three letters stand for the whole word, four and more for its
# beginning, since most of these languages bend the names of their months; of two beginnings that fit the longer one
# counts. Where two languages mean different months, as with Croatian and Polish, the one with more readers is believed.
_MONTH_NAMES: tuple[str, ...] = (
    "jan janu jane jän jänn janv ene ener gen gene genn ian ianu tammi jaan sty stycz led leden ledn янв янва яну "
    "януа січ січн saus jann oca ocak ιαν ιανο ינו ינוא يناير जन जनवर ม.ค มกรา xan xane sij sije січе јан јану "
    "ژانوی 一月",
    "feb febr febb fév févr fev feve helmi veeb lut luty lute úno únor фев февр лют люто vasa şub şuba φεβ φεβρ פבר "
    "פברו فبراير شباط फ़र फर फरवर ก.พ กุมภา vas velj люти феб фебр فوری 二月",
    "mar marc mars marz märz mär març mrt maar mart märts maalis marze marca bře březe březn мар март бер бере kovo "
    "kova μαρ μαρτ mare מרץ مارس مارچ آذار मार्च มี.ค มีนา kov ožu ožuj 三月",
    "apr apri avr avri abr abri huhti kwi kwie dub dubn dube апр апре апри кві квіт bala nis nisa απρ απρι אפר אפרי "
    "أبريل ابريل نيسان अप्रै अप्रैल เม.ย เมษา bal tra travan travn آوری 四月",
    "may mai mei maj maja mayo maio mag magg maig touko kvě květ мая май мае мај тра трав gegu maij máju mayı mayıs "
    "μαΐ μαϊ μαΐο μάιο μάϊο מאי مايو ماي أيار मई พ.ค พฤษภา geg svi svib مه 五月",
    "jun june juni juin jui junh junio giu giug juny iun iuni kesä juun cze czer červen červn июн июнь июня юни чер "
    "черв birž jūn jūni júni haz hazi ιουν ιούν יונ יוני يونيو حزيران जून มิ.ย มิถุนา lipnj xuñ xuño čvn lipan júna јун "
    "јуни ژوئن 六月",
    "jul july juli juil julh julio lug lugl iul iuli heinä juul lip lipi lipca červenc červene июл июль июля юли "
    "лип липн liep jūl jūli júli tem temm ιουλ ιούλ יול יולי يوليو تموز जुल जुला ก.ค กรกฎา srpnj srpan xul xull čvc júla "
    "липе јул јули ژوئی يوليوز 七月",
    "aug augu août aou ago agos ağu ağus agus elo eloku sie sier srp srpn srpe авг авгу сер серп rugp αυγ αυγο אוג "
    "אוגו أغسطس اغسطس آب अग अगस्त ส.ค สิงหา ag avg avgu kol kolovo ogo ogos غشت اوت 八月",
    "sep sept set sett sete setem syys wrz wrze zář září сен сент сеп септ вер вере rugs szep eyl eylü σεπ σεπτ ספט "
    "ספטמ سبتمبر أيلول सित सितं ก.ย กันยา rujn ruja ruj شتنبر سپتا 九月",
    "oct octo octu okt okto ott otto out outu loka paź paźd říj říje říjn окт октя окто жов жовт spal eki ekim οκτ "
    "οκτω אוק אוקט أكتوبر اكتوبر अक्टू अक्तू ต.ค ตุลาค اکتب 十月",
    "nov nove novi noie noi marras lis list listo ноя нояб ное ноем лис лист lapk kas kası νοε νοεμ נוב נובמ نوفمبر "
    "नव नवंब พ.ย พฤศจิ lapkr stu studeno studeni нов нове نونبر نوام 十一月",
    "dec dece deci déc déce dez deze dic dici dice des dese desem joulu dets gru grud pro pros дек дека деке гру "
    "груд gruo ara aral δεκ δεκε דצמ דצמב ديسمبر दिस दिसं ธ.ค ธันวา дец деце disem دجنبر دسام 十二月",
)

_ZONES_BY_HOURS: dict[float, str] = {
    # Names that mean several places are read as the place whose feeds use them: CST as Chicago, IST as India, BST as
    # Britain, AST as Halifax. One letter but Z says nothing (RFC 2822 §4.3).
    -10: "hst hast",
    -9: "akst hdt",
    -8: "pst akdt",
    -7: "mst pdt",
    -6: "cst mdt",
    -5: "est cdt cot pet",
    -4: "edt ast clt vet bot",
    -3.5: "nst",
    -3: "adt art brt clst uyt",
    -2.5: "ndt",
    -2: "brst",
    0: "z ut utc gmt wet uct zulu",
    1: "bst cet met mez wat west",
    2: "cest mest mesz haec eet cat sast",
    3: "eest msk eat idt trt",
    3.5: "irst",
    4: "gst samt msd",
    5: "pkt uzt yekt",
    5.5: "ist",
    5.75: "npt",
    7: "ict wib novt krat",
    8: "hkt sgt pht myt awst wita irkt",
    9: "jst kst wit yakt",
    9.5: "acst",
    10: "aest vlat",
    10.5: "acdt",
    11: "aedt",
    12: "nzst petst",
    13: "nzdt",
}
ZONES = {name: timedelta(hours=hours) for hours, names in _ZONES_BY_HOURS.items() for name in names.split()}
AMERICAN_ZONES = frozenset({"hst", "akst", "akdt", "pst", "pdt", "mst", "mdt", "cst", "cdt", "est", "edt"})
"""Who writes these zones writes the month before the day."""

_UNACCENTED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "æ": "ae", "ß": "ss", "−": "-", "–": "-", "‐": "-"})


def fold(text: str) -> str:
    """Return `text` without case, accents and width, as months and zones are compared."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_UNACCENTED))
    return "".join(character for character in plain if not unicodedata.combining(character))


_MONTHS = {fold(word): number for number, words in enumerate(_MONTH_NAMES, 1) for word in words.split()}
_LONGEST_STEM = max(map(len, _MONTHS))


def month_of(word: str) -> int | None:
    """Return the number of the month that a folded word names in any of the languages, else None."""
    word = word.removeprefix("ב")  # Hebrew writes "in August" as one word
    if (month := _MONTHS.get(word)) is not None:
        return month
    for length in range(min(_LONGEST_STEM, len(word)), 3, -1):
        if (month := _MONTHS.get(word[:length])) is not None:
            return month
    return None
