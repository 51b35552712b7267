"""RSS, RDF, Atom and CDF are read in whatever mixture of vocabularies."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.feeds.documents import NAMESPACES, atom, only, read, rss, tag

from newsreader.enclosures import Enclosure
from newsreader.feeds.document import DocumentArticle, Hints

NOON = datetime(2025, 8, 25, 12, tzinfo=UTC)


def test_an_rss_item_is_read_whole() -> None:
    """Every element that has a place here."""
    article = only(
        rss(
            "<title>One &amp;amp; all</title><link>https://a.example/1</link><guid isPermaLink='false'>g1</guid>"
            "<pubDate>Mon, 25 Aug 2025 12:00:00 GMT</pubDate>"
            "<dc:creator>Ada Ito</dc:creator><dc:creator>Bo</dc:creator>"
            "<description>Short.</description><content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded>"
            "<category>x</category><dc:language>de-de</dc:language>"
            "<comments>https://a.example/1#c</comments><enclosure url='/1.mp3' type='audio/mpeg' length='9'/>"
        )
    )

    assert article == DocumentArticle(
        guid="g1",
        link="https://a.example/1",
        title="One & all",
        author="Ada Ito, Bo",
        published=NOON,
        updated=None,
        language="de-DE",
        html="<p>The whole text.</p>",
        base="https://a.example/1",
        has_content=True,
        comments="https://a.example/1#c",
        enclosures=(Enclosure("https://a.example/1.mp3", "audio/mpeg", 9),),
    )


def test_an_atom_entry_is_read_whole() -> None:
    """Every element that has a place here."""
    article = only(
        atom(
            "<id>urn:1</id><title type='html'>A &lt;b>bold&lt;/b> move</title><link href='/1'/>"
            "<published>2025-08-25T14:00:00+02:00</published><updated>2025-08-26T12:00:00Z</updated>"
            "<author><name>Ada</name><email>a@a.example</email></author><author><name>Bo</name></author>"
            "<summary>Short.</summary><content type='html'>&lt;p>The whole text.&lt;/p></content>"
            "<category term='x'/>"
            "<link rel='enclosure' href='/1.mp3' type='audio/mpeg' length='9'/>"
            "<link rel='replies' type='text/html' href='/1#c'/>",
            root="xml:lang='de'",
        )
    )

    assert article == DocumentArticle(
        guid="urn:1",
        link="https://a.example/1",
        title="A bold move",
        author="Ada, Bo",
        published=NOON,
        updated=datetime(2025, 8, 26, 12, tzinfo=UTC),
        language="de",
        html="<p>The whole text.</p>",
        base="https://a.example/1",
        has_content=True,
        comments="https://a.example/1#c",
        enclosures=(Enclosure("https://a.example/1.mp3", "audio/mpeg", 9),),
    )


ITEM = "<title>T</title><link>https://a.example/1</link><description>D</description>"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            f"<rss version='0.91'><channel><title>F</title><item>{ITEM}</item></channel></rss>", id="RSS 0.91"
        ),
        pytest.param(
            f"<rss><channel><title>F</title></channel><item>{ITEM}</item></rss>", id="items beside the channel"
        ),
        pytest.param(f"<channel><title>F</title><item>{ITEM}</item></channel>", id="no root"),
        pytest.param(
            f"<rdf:RDF {RDF} xmlns='http://my.netscape.com/rdf/simple/0.9/'>"
            f"<channel><title>F</title></channel><item>{ITEM}</item></rdf:RDF>",
            id="RSS 0.90",
        ),
        pytest.param(
            f"<rdf:RDF {RDF} xmlns='http://purl.org/rss/1.0/'>"
            f"<channel rdf:about='x'><title>F</title></channel><item rdf:about='y'>{ITEM}</item></rdf:RDF>",
            id="RSS 1.0",
        ),
        pytest.param(
            f"<rss xmlns='http://blogs.law.harvard.edu/tech/rss'><channel><title>F</title><item>{ITEM}</item></channel></rss>",
            id="RSS 2.0 in a namespace",
        ),
        pytest.param(
            f"<rss xmlns='urn:own'><channel><title>F</title><item>{ITEM}</item></channel></rss>",
            id="a vocabulary of its own making",
        ),
        pytest.param(
            f"<rss xmlns='http://www.w3.org/1999/xhtml'><channel><title>F</title><item>{ITEM}</item></channel></rss>",
            id="a default vocabulary that is not its own",
        ),
        pytest.param(
            "<feed xmlns='http://purl.org/atom/ns#' version='0.3'><title>F</title>"
            "<entry><title mode='escaped'>T</title><link rel='alternate' href='https://a.example/1'/><summary>D</summary></entry></feed>",
            id="Atom 0.3",
        ),
        pytest.param(
            "<atom:feed><atom:title>F</atom:title><atom:entry><atom:title>T</atom:title>"
            "<atom:link href='https://a.example/1'/><atom:summary>D</atom:summary></atom:entry></atom:feed>",
            id="a prefix that nobody declared",
        ),
        pytest.param(
            "<CHANNEL><TITLE>F</TITLE><ITEM HREF='https://a.example/1'><TITLE>T</TITLE><ABSTRACT>D</ABSTRACT></ITEM></CHANNEL>",
            id="CDF",
        ),
        pytest.param(f"<rss><channel><title>F</title><ITEM>{ITEM}</ITEM></channel></rss>", id="shouted"),
    ],
)
def test_every_format_is_read(document: str) -> None:
    """The same feed, as eight formats and their accidents write it."""
    feed = read(document.encode())

    (article,) = feed.articles
    assert (feed.title, article.title, article.link, article.html) == ("F", "T", "https://a.example/1", "D")


def test_prefixes_that_nobody_declared_are_taken_for_the_usual_ones() -> None:
    """WordPress plugins forget the declaration."""
    body = rss("<dc:creator>Ada</dc:creator><content:encoded>x</content:encoded>").replace(NAMESPACES.encode(), b"")

    article = only(body)

    assert (article.author, article.html) == ("Ada", "x")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("<title>AT&amp;amp;T</title>", "AT&T", id="not said"),
        pytest.param("<title type='text'>AT&amp;amp;T &lt;b></title>", "AT&amp;T <b>", id="text"),
        pytest.param("<title type='html'>AT&amp;amp;T &lt;i>x&lt;/i></title>", "AT&T x", id="HTML"),
        pytest.param(
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>AT&amp;T <b>x</b> &lt;y></div></title>",
            "AT&T x <y>",
            id="XHTML",
        ),
        pytest.param("<title type='html'><![CDATA[a & b]]></title>", "a & b", id="CDATA"),
        pytest.param("<title type='image/png'>iVBOR</title>", "", id="something else"),
        pytest.param("<title mode='base64'>SGVsbG8=</title>", "", id="base64"),
        pytest.param(
            "<title/><media:title xmlns:media='http://search.yahoo.com/mrss/'>M</media:title>", "M", id="media"
        ),
    ],
)
def test_an_atom_title_is_read_as_its_type_says(title: str, shown: str) -> None:
    """RFC 4287 §3.1, and RSS's habits where no type is given."""
    assert only(atom(title)).title == shown


@pytest.mark.parametrize(
    ("elements", "html", "has_content"),
    [
        pytest.param(tag("description", "<p>a</p>"), "<p>a</p>", False, id="only a description"),
        pytest.param(
            tag("description", "a") + tag("content:encoded", "<p>a b c</p>"), "<p>a b c</p>", True, id="content"
        ),
        pytest.param(
            tag("description", "a b c d") + tag("content:encoded", "a"), "a b c d", False, id="a longer summary"
        ),
        pytest.param(tag("description", "same") + tag("content:encoded", "same"), "same", False, id="twice the same"),
        pytest.param(tag("itunes:summary", "a\nb"), "a<br>\nb", False, id="a podcast's summary"),
        pytest.param(
            "<media:group><media:description>a &lt; b\nc</media:description></media:group>",
            "a &lt; b<br>\nc",
            False,
            id="a film's description",
        ),
        pytest.param("<description>a <b>c</b> &lt; d</description>", "a <b>c</b> &lt; d", False, id="tags as elements"),
        pytest.param(
            '<body xmlns="http://www.w3.org/1999/xhtml"><p>a<br/>c</p></body>', "<p>a<br>c</p>", True, id="XHTML"
        ),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_the_richest_text_is_taken(elements: str, html: str, has_content: bool) -> None:
    """Whatever the feed calls it."""
    article = only(rss(elements))

    assert (article.html, article.has_content) == (html, has_content)


def test_xhtml_content_loses_its_prefixes() -> None:
    """HTML has none."""
    content = (
        "<content type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>a &amp; b</x:p></x:div></content>"
    )

    assert only(atom(content)).html == "<div><p>a &amp; b</p></div>"


@pytest.mark.parametrize(
    ("elements", "author"),
    [
        ("<author>ada@a.example (Ada Ito)</author>", "Ada Ito"),
        ("<author>Ada Ito &lt;ada@a.example&gt;</author>", "Ada Ito"),
        ("<author>Ada Ito</author>", "Ada Ito"),
        ("<author>ada@a.example</author>", "ada@a.example"),
        ("<author>ada@a.example</author><dc:creator>Ada</dc:creator>", "Ada"),
        ("<atom:author><atom:name>Ada</atom:name></atom:author>", "Ada"),
        ("<itunes:author>Ada</itunes:author>", "Ada"),
        ("<dc:creator>A &amp;amp; B</dc:creator>", "A & B"),
        ("", ""),
    ],
)
def test_a_name_is_taken_from_what_stands_for_an_author(elements: str, author: str) -> None:
    """Mail addresses only where there is no name."""
    assert only(rss(elements)).author == author


def test_an_entry_without_author_has_the_feeds() -> None:
    """RFC 4287 §4.2.1; a robot's mail address is nobody's name."""
    assert only(atom("<id>1</id>", head="<author><name>Ada</name></author>")).author == "Ada"
    assert only(rss("<guid>1</guid>", channel="<dc:creator>robot@a.example</dc:creator>")).author == ""


@pytest.mark.parametrize(
    ("elements", "published"),
    [
        ("<pubDate>Mon, 25 Aug 2025 12:00:00 GMT</pubDate>", NOON),
        ("<pubDate>soon</pubDate><dc:date>2025-08-25T12:00:00Z</dc:date>", NOON),
        ("<atom:updated>2025-08-25T12:00:00Z</atom:updated>", NOON),
        ("<atom:updated>2025-08-26T12:00:00Z</atom:updated><atom:published>2025-08-25T12:00Z</atom:published>", NOON),
        ("<pubDate>Mon, 25 Aug 2025 13:00:00 BST</pubDate>", NOON),
        ("<pubDate></pubDate>", None),
        ("", None),
    ],
)
def test_the_best_date_is_taken(elements: str, published: datetime | None) -> None:
    """The first that can be read, publication before change."""
    assert only(rss(elements)).published == published


def test_guids_are_the_documents_own() -> None:
    """Never made up from the link."""
    rdf = f"<rdf:RDF {RDF} xmlns='http://purl.org/rss/1.0/'><item rdf:about='urn:a'><title>T</title></item></rdf:RDF>"

    assert only(rss("<link>https://a.example/1</link>")).guid is None
    assert only(rdf.encode()).guid == "urn:a"
    assert only(rss("<guid> a \n b </guid>")).guid == "a b"


@pytest.mark.parametrize(
    ("channel", "hints"),
    [
        ("<ttl>60</ttl>", Hints(ttl_minutes=60)),
        ("<ttl>soon</ttl>", Hints()),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", Hints(ttl_minutes=720)),
        ("<sy:updatePeriod>\n hourly </sy:updatePeriod>", Hints(ttl_minutes=60)),
        ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", Hints(ttl_minutes=60)),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            Hints(ttl_minutes=1_440),
        ),
        ("<skipHours><hour>1</hour><hour>24</hour><hour>77</hour><hour>x</hour></skipHours>", Hints(skip_hours=(0, 1))),
        ("<skipDays><day>Sunday</day><day>saturday</day><day>X</day></skipDays>", Hints(skip_days=(5, 6))),
    ],
)
def test_the_publishers_wishes_are_read(channel: str, hints: Hints) -> None:
    """For the schedule."""
    assert read(rss(channel=channel)).hints == hints


def test_a_feed_without_articles_is_a_feed() -> None:
    """New feeds have none."""
    assert read(rss()).articles == ()
    assert read(b"<feed xmlns='http://www.w3.org/2005/Atom'/>").articles == ()


def test_no_more_than_2000_articles_are_taken_and_the_newest_are() -> None:
    """From whichever end of the document they stand at."""
    days = [f"<guid>{number}</guid><pubDate>{1 + number // 100} Aug 2025 00:00</pubDate>" for number in range(2_500)]

    newest_first, oldest_first = read(rss(*reversed(days))), read(rss(*days))

    assert newest_first.was_cut
    assert oldest_first.was_cut
    assert [article.guid for article in newest_first.articles] == [str(number) for number in range(2_499, 499, -1)]
    assert [article.guid for article in oldest_first.articles] == [str(number) for number in range(500, 2_500)]


def test_what_names_and_words_come_from_outside_is_clean() -> None:
    """Titles, authors, guids, types of files, the feed's title."""
    evil = "A&#x9b;31m\u202eB\ufeff"
    feed = read(
        rss(
            f"<title>{evil}</title><dc:creator>{evil}</dc:creator><guid>{evil}</guid>"
            f"<enclosure url='https://a.example/a' type='{evil}'/>",
            channel=f"<title>{evil}</title>",
        )
    )

    (article,) = feed.articles
    texts = [feed.title, article.title, article.author, article.guid, article.enclosures[0].type]
    assert texts == ["A›31mB"] * 5
