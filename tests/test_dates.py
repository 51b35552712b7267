"""Dates as feeds and pages write them, in thirty languages and in nonsense."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.dates import find_date, parse_date

NOON = datetime(2025, 8, 25, 12, 0, tzinfo=UTC)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """Return the moment in UTC."""
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mon, 25 Aug 2025 12:00:00 GMT", id="RFC 822 as it should be"),
        pytest.param("Mon, 25 Aug 2025 12:00:00 +0000", id="offset zero"),
        pytest.param("Mon, 25 Aug 2025 12:00:00", id="no zone is UTC"),
        pytest.param("Mon, 25 Aug 2025 12:00 GMT", id="no seconds"),
        pytest.param("25 Aug 2025 12:00:00 GMT", id="no weekday"),
        pytest.param("Mon 25 Aug 2025 12:00:00 GMT", id="no comma"),
        pytest.param("Monday, 25 August 2025 12:00:00 GMT", id="whole names"),
        pytest.param("Mon, 25 Aug 25 12:00:00 GMT", id="year of two digits"),
        pytest.param("Mon, 25-Aug-2025 12:00:00 GMT", id="cookie date"),
        pytest.param("Mon,25 Aug 2025 12:00:00 GMT", id="no blank after the comma"),
        pytest.param("  Mon,  25\tAug\n2025   12:00:00  GMT ", id="blanks of all kinds"),
        pytest.param("MON, 25 AUG 2025 12:00:00 gmt", id="shouted"),
        pytest.param("Mon, 25 Aug 2025 14:00:00 +0200", id="offset"),
        pytest.param("Mon, 25 Aug 2025 14:00:00 +02:00", id="offset with a colon"),
        pytest.param("Mon, 25 Aug 2025 07:30:00 -0430", id="western offset with minutes"),
        pytest.param("Mon, 25 Aug 2025 14:00:00 GMT+2", id="GMT and hours"),
        pytest.param("Mon, 25 Aug 2025 07:00:00 UTC-05:00", id="UTC and offset"),
        pytest.param("Mon, 25 Aug 2025 12:00:00 UT", id="UT"),
        pytest.param("Mon, 25 Aug 2025 12:00:00 Z", id="Z"),
        pytest.param("Mon, 25 Aug 2025 12:00:00 K", id="other letters say nothing"),
        pytest.param("Mon, 25 Aug 2025 12:00:00 +9999", id="an offset off the map is none"),
        pytest.param("Mon, 25 Aug 2025 12:00:00 XYZ", id="an unknown zone is UTC"),
        pytest.param("Mon, 25 Aug 2025 13:00:00 BST", id="British summer time"),
        pytest.param("Mon, 25 Aug 2025 14:00:00 CEST", id="Central European summer time"),
        pytest.param("Mon, 25 Aug 2025 14:00:00 MESZ", id="the same in German"),
        pytest.param("Mon, 25 Aug 2025 08:00:00 EDT", id="Eastern daylight time"),
        pytest.param("Mon, 25 Aug 2025 05:00:00 PDT", id="Pacific daylight time"),
        pytest.param("Mon, 25 Aug 2025 15:00:00 MSK", id="Moscow"),
        pytest.param("Mon, 25 Aug 2025 17:30:00 IST", id="India"),
        pytest.param("Mon, 25 Aug 2025 21:00:00 JST", id="Japan"),
        pytest.param("Mon, 25 Aug 2025 09:30:00 NDT", id="Newfoundland, half an hour"),
        pytest.param("Mon, 25 Aug 2025 14:00:00 +0200 (CEST)", id="offset and its name"),
        pytest.param("Mon Aug 25 12:00:00 2025", id="asctime"),
        pytest.param("Mon Aug 25 14:00:00 CEST 2025", id="date(1)"),
        pytest.param("2025-08-25T12:00:00Z", id="ISO 8601"),
        pytest.param("2025-08-25T12:00:00.123Z", id="milliseconds"),
        pytest.param("2025-08-25T12:00:00.123456789+00:00", id="nanoseconds"),
        pytest.param("2025-08-25T14:00:00+02:00", id="ISO with offset"),
        pytest.param("2025-08-25T14:00:00+0200", id="ISO with RFC 822's offset"),
        pytest.param("2025-08-25 08:00:00 -0400", id="ISO with blanks"),
        pytest.param("2025-08-25 08:00:00 EDT", id="ISO with a zone's name"),
        pytest.param("2025-08-25T12:00", id="ISO without seconds"),
        pytest.param("20250825T120000Z", id="ISO without marks"),
        pytest.param("20250825120000", id="digits only"),
        pytest.param("1756123200", id="Unix seconds"),
        pytest.param("1756123200.5", id="Unix seconds and a part"),
        pytest.param("1756123200123", id="Unix milliseconds"),
        pytest.param("2025/8/25 12:00:00", id="year, month, day with slashes"),
        pytest.param("2025.08.25 12:00", id="the same with dots"),
        pytest.param("25.08.2025 12:00", id="German numbers"),
        pytest.param("25/08/2025 12:00", id="French numbers"),
        pytest.param("8/25/2025 12:00:00 PM", id="American numbers"),
        pytest.param("August 25, 2025 8:00 AM EDT", id="American words"),
        pytest.param("25 Aug 2025 12:00 p.m.", id="noon"),
        pytest.param("２５ Aug ２０２５ １２:００", id="digits in full width"),
        pytest.param("25 Aug 2025 12h00", id="the French h"),
    ],
)
def test_a_moment_is_read_in_every_notation(text: str) -> None:
    """Whatever the notation, it is noon in UTC."""
    moment = parse_date(text)

    assert moment is not None
    assert moment.replace(microsecond=0) == NOON


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("2025", utc(2025, 1, 1), id="a year"),
        pytest.param("2025-08", utc(2025, 8, 1), id="a month"),
        pytest.param("August 2025", utc(2025, 8, 1), id="a month in words"),
        pytest.param("2025-08-25", utc(2025, 8, 25), id="a day"),
        pytest.param("20250825", utc(2025, 8, 25), id="a day without marks"),
        pytest.param("2025-W35-1", utc(2025, 8, 25), id="a week and a day"),
        pytest.param("2020/1/10 14:33:00", utc(2020, 1, 10, 14, 33), id="feedparser says November"),
        pytest.param("Thu, 15 Jun 2017 06:00:00 BST", utc(2017, 6, 15, 5), id="feedparser ignores BST"),
        pytest.param(
            "Sex, 03 Jan 2025 11:21:00 -0300", utc(2025, 1, 3, 14, 21), id="feedparser gives up on Portuguese"
        ),
        pytest.param("Mon, 25 Aug 2568 12:00:00 GMT", NOON, id="a server that counts years as Thailand does"),
        pytest.param("4/5/2026", utc(2026, 5, 4), id="day first where nothing else is said"),
        pytest.param("4/5/2026 10:00 PM", utc(2026, 4, 5, 22), id="month first beside PM"),
        pytest.param("4/5/2026 10:00 EST", utc(2026, 4, 5, 15), id="month first beside an American zone"),
        pytest.param("04.05.2026 10:00 PM", utc(2026, 5, 4, 22), id="dots are never American"),
        pytest.param("25-08-49", utc(2049, 8, 25), id="49 is 2049"),
        pytest.param("25-08-50", utc(1950, 8, 25), id="50 is 1950"),
        pytest.param("Mon, 31 Feb 2026 10:00:00 GMT", utc(2026, 2, 28, 10), id="a day that February lacks"),
        pytest.param("25 Aug 2025 24:00:00", utc(2025, 8, 26), id="midnight at the end of the day"),
        pytest.param("25 Aug 2025 99:99:99", utc(2025, 8, 25), id="a time that no clock shows"),
        pytest.param("31 Dec 2016 23:59:60 GMT", utc(2016, 12, 31, 23, 59, 59), id="a leap second"),
        pytest.param("1969-12-31T23:59:59Z", utc(1969, 12, 31, 23, 59, 59), id="before Unix"),
        pytest.param("2038-01-19T03:14:08Z", utc(2038, 1, 19, 3, 14, 8), id="after 32 bits"),
        pytest.param("Fri, 31 Dec 9999 23:59:59 +1400", utc(9999, 12, 31, 9, 59, 59), id="the last day"),
    ],
)
def test_odd_dates_are_read_by_a_stated_rule(text: str, moment: datetime) -> None:
    """Each of these has a reading that a person would accept."""
    assert parse_date(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "25. August 2025",
        "Mo, 25 Aug 2025",
        "le 25 août 2025",
        "25 de agosto de 2025",
        "lun, 25 ago 2025",
        "seg, 25 ago 2025",
        "lunedì 25 agosto 2025",
        "maandag 25 augustus 2025",
        "понедельник, 25 августа 2025",
        "Пн, 25 авг 2025",
        "poniedziałek, 25 sierpnia 2025",
        "pon, 25 sie 2025",
        "måndag 25 augusti 2025",
        "mandag den 25. august 2025",
        "25. elokuuta 2025",
        "pondělí 25. srpna 2025",
        "25 Ağustos 2025 Pazartesi",
        "25 серпня 2025",
        "25 d'agost de 2025",
        "2025. augusztus 25.",
        "2025. gada 25. augusts",
        "25 Αυγούστου 2025",
        "25 Agustus 2025",
        "25 באוגוסט 2025",
        "25 أغسطس 2025",
        "25 अगस्त 2025",
        "25 สิงหาคม 2568",
        "25 ส.ค. 2568",
        "2025年8月25日",
        "2025年8月25日（月）",
        "2025년 8월 25일",
        "2025. 8. 25.",
        "25 8月 2025",
        "25 八月 2025",
        "25 8월 2025",
        "25 tháng 8, 2025",
        "25 thg 8, 2025",
        "25\u200f/08\u200f/2025",
        "25 באוג׳ 2025",
        "25 ส.ค. ค.ศ. 2025",
    ],
)
def test_a_day_is_read_in_every_language(text: str) -> None:
    """The names of months are known in all the languages of the catalogue and some more."""
    assert parse_date(text) == utc(2025, 8, 25)
    assert find_date(f"{text} – 3 min") == utc(2025, 8, 25)


MONTHS = {
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "German in short": "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "French in short": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Spanish in short": "ene feb mar abr may jun jul ago sep oct nov dic",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Portuguese in short": "jan fev mar abr mai jun jul ago set out nov dez",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Italian in short": "gen feb mar apr mag giu lug ago set ott nov dic",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    "Dutch in short": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "Russian": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "Russian in short": "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "Polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "Polish in short": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "Swedish": "januari februari mars april maj juni juli augusti september oktober november december",
    "Danish": "januar februar marts april maj juni juli august september oktober november december",
    "Norwegian": "januar februar mars april mai juni juli august september oktober november desember",
    "Finnish": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta "
    "lokakuuta marraskuuta joulukuuta",
    "Czech": "ledna února března dubna května června července srpna září října listopadu prosince",
    "Czech in short": "led úno bře dub kvě čvn čvc srp zář říj lis pro",
    "Slovak": "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "Slovene": "januar februar marec april maj junij julij avgust september oktober november december",
    "Serbian": "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "Turkish": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "Ukrainian": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "Ukrainian in a calendar": "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад "
    "грудень",
    "Bulgarian": "януари февруари март април май юни юли август септември октомври ноември декември",
    "Catalan": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "Romanian": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "Hungarian": "január február március április május június július augusztus szeptember október november december",
    "Greek": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου "
    "Νοεμβρίου Δεκεμβρίου",
    "Estonian": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "Latvian": "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    "Lithuanian": "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    "Lithuanian in short": "saus vas kov bal geg birž liep rugp rugs spal lapkr gruod",
    "Galician": "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro",
    "Indonesian": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "Arabic": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "Arabic in Morocco": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "Persian": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "Hebrew": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "Hindi": "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "Thai": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "Hindi in short": "जन॰ फ़र॰ मार्च अप्रैल मई जून जुल॰ अग॰ सित॰ अक्टू॰ नव॰ दिस॰",
    "Thai in short": "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
}


@pytest.mark.parametrize("names", MONTHS.values(), ids=MONTHS)
def test_no_month_of_a_language_is_taken_for_another(names: str) -> None:
    """Twelve names, twelve months, in order."""
    months = [moment.month if moment else None for moment in (parse_date(f"7 {name} 2025") for name in names.split())]

    assert months == list(range(1, 13))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2 days ago",
        "-1",
        "0",
        "12",
        "99999999999999999999",
        "0000-00-00T00:00:00Z",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z",
        "Thu, 01 Jan 0001 00:00:00 GMT",
        "Wed, 30 Nov -0001 00:00:00 +0000",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "1970-01-01T00:00:00Z",
        "2026-13-45T99:99:99Z",
        "Mon, 01 Jun 20266 10:00:00 GMT",
        "Mon, 00 Jun 2026 10:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 -1400",
        "25 markets 2025",
        "25 students 2025",
        "25 travellers 2025",
        "\ud800\udfff",
        "\x00",
        "²⁵ Aug",
    ],
    ids=repr,
)
def test_what_is_no_date_is_none(text: str) -> None:
    """Neither an error nor a date made up."""
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("Published on 25 August 2025, 10:32", utc(2025, 8, 25, 10, 32), id="English"),
        pytest.param("By Ada Ito | August 25th, 2025 at 4:05 p.m. EDT", utc(2025, 8, 25, 20, 5), id="American"),
        pytest.param("Mon 25 Aug 2025 16.30 BST", utc(2025, 8, 25, 15, 30), id="British dot"),
        pytest.param("10:32 CEST, 25 August 2025 in Science", utc(2025, 8, 25, 8, 32), id="time before the date"),
        pytest.param("Stand: 25.08.2025 um 10.32 Uhr MESZ", utc(2025, 8, 25, 8, 32), id="German"),
        pytest.param("Stand: 25.08.25", utc(2025, 8, 25), id="German with a short year"),
        pytest.param("Publié le 1er août 2025 à 10h32", utc(2025, 8, 1, 10, 32), id="French"),
        pytest.param("Actualizado el 25 de agosto de 2025 a las 12:30 h", utc(2025, 8, 25, 12, 30), id="Spanish"),
        pytest.param("Julkaistu 25.8.2025 klo 10.32", utc(2025, 8, 25, 10, 32), id="Finnish"),
        pytest.param("2025年8月25日 午後3時5分", utc(2025, 8, 25, 15, 5), id="Japanese"),
        pytest.param("入力 2025.08.25. 오후 3:05", utc(2025, 8, 25, 15, 5), id="Korean"),
        pytest.param("2025년 8월 25일 오전 10시 32분", utc(2025, 8, 25, 10, 32), id="Korean in words"),
        pytest.param("发布时间：2025年08月25日 10:32", utc(2025, 8, 25, 10, 32), id="Chinese"),
        pytest.param("Опубликовано 25 августа 2025 г. в 10:32", utc(2025, 8, 25, 10, 32), id="Russian"),
        pytest.param("datetime 2025-08-25T10:32:00+02:00 x", utc(2025, 8, 25, 8, 32), id="ISO within text"),
        pytest.param("Objavljeno 25. 8. 2025. 10:32", utc(2025, 8, 25, 10, 32), id="Slovene, a dot behind the year"),
        pytest.param("v10.20.30.40, 25/08/2025", utc(2025, 8, 25), id="an Internet address is no date"),
        pytest.param("Aug 25, 2025 5 comments", utc(2025, 8, 25), id="what follows is no time"),
        pytest.param("25 Aug 2025 10:32 - 5 comments", utc(2025, 8, 25, 10, 32), id="what follows is no zone"),
        pytest.param("May 2025 was warm; on 3 June 2025 it rained", utc(2025, 6, 3), id="a month alone is no date"),
        pytest.param("99/99/2025 and 1 May 2025", utc(2025, 5, 1), id="an impossible one is passed over"),
    ],
)
def test_the_first_date_of_a_text_is_found(text: str, moment: datetime) -> None:
    """As a person would read it."""
    assert find_date(text) == moment


@pytest.mark.parametrize("text", ["", "by Ada Ito", "25 August", "August 2025", "2025", "12:30", "10.20.30.40", "24/7"])
def test_a_text_without_a_full_date_has_none(text: str) -> None:
    """A year or a day alone would have to be completed by guessing."""
    assert find_date(text) is None


@given(st.text() | st.text("0123456789 :.-/,+TZabcdeJanFebAug年月日時\u0301อ"))
def test_no_text_raises_or_leaves_utc(text: str) -> None:
    """None or an aware moment in UTC that has a timestamp."""
    for moment in (parse_date(text), find_date(text)):
        assert moment is None or (moment.tzinfo is UTC and isinstance(moment.timestamp(), float))


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "1-1-", "aug ", "aug 2 ", "a", "10:", "\u0301", "ก.", "2025年", "午後 ", "a.", "- ", "1 août "],
    ids=repr,
)
def test_no_repetition_holds_the_reader_up(piece: str) -> None:
    """A megabyte of anything costs a bounded time (milliseconds here; the bound leaves room for a busy machine)."""
    text = piece * (1_000_000 // len(piece))

    started = time.process_time()
    parse_date(text)
    find_date(text)

    assert time.process_time() - started < 0.5
