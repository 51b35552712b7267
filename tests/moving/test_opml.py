"""Lists of subscriptions come in from every dialect of OPML and go out whole."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.errors import ImportRefused
from newsreader.moving.opml import MAX_BYTES, MAX_DEPTH, read_opml, write_opml
from newsreader.moving.subscriptions import RefusedSubscription, Subscription, Subscriptions
from newsreader.text import clean

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _document(body: str, *, declaration: str = DECLARATION, root: str = 'opml version="2.0"') -> bytes:
    text = f"{declaration}<{root}><head><title>Feeds</title></head><body>{body}</body></opml>"
    return text.encode()


def _read(body: str, **more: str) -> Subscriptions:
    return read_opml(_document(body, **more))


def _outline(**attributes: str) -> str:
    return "<outline " + " ".join(f'{name}="{value}"' for name, value in attributes.items()) + "/>"


A, B, C = (f"https://example.org/{letter}.xml" for letter in "abc")


# ---- dialects, each as its program writes it


def test_feedly_with_a_feed_in_two_categories() -> None:
    found = _read(
        f"""
        <outline text="Tech" title="Tech">
          <outline type="rss" text="One" title="One" xmlUrl="{A}" htmlUrl="https://example.org/"/>
        </outline>
        <outline text="Daily" title="Daily">
          <outline type="rss" text="One again" title="One again" xmlUrl="{A}" htmlUrl="https://example.org/"/>
        </outline>""",
        root='opml version="1.0"',
    )

    assert found.feeds == (Subscription(A, "One", "Tech", "https://example.org/", ("Daily",)),)
    assert found.repeated == 1


def test_freshrss_with_its_own_attributes_and_scraped_pages() -> None:
    found = _read(
        f"""
        <outline text="News" frss:opmlUrl="https://example.org/list.opml">
          <outline text="A" type="rss" xmlUrl="{A}" htmlUrl="https://example.org/" description="all &amp; sundry"
            frss:priority="main" frss:xPathItem="//div"/>
          <outline text="Scraped" type="HTML+XPath" xmlUrl="https://example.org/page"/>
        </outline>""",
        root='opml xmlns:frss="https://freshrss.org/opml" version="2.0"',
    )

    assert found.feeds == (Subscription(A, "A", "News", "https://example.org/"),)
    assert [refused.address for refused in found.refused] == ["https://example.org/page"]
    assert "FreshRSS" in found.refused[0].reason


def test_miniflux_with_prefixes_that_nobody_declared() -> None:
    found = _read(
        f'<outline text="News"><outline title="A" text="A" xmlUrl="{A}" miniflux:crawler="true" type="rss"/></outline>'
    )

    assert found.feeds == (Subscription(A, "A", "News"),)


def test_newsboat_with_titles_categories_and_programs() -> None:
    found = _read(
        f"""
        <outline type="rss" xmlUrl="{A}" htmlUrl="https://example.org/" title="A" category="tech,daily news"/>
        <outline type="rss" xmlUrl="{B}" title="B" filtercmd="~/bin/clean.py"/>
        <outline type="rss" xmlUrl="|~/bin/make-feed.sh" title="Made"/>
        <outline type="rss" xmlUrl="exec:~/bin/make-feed.sh" title="Run"/>
        <outline type="rss" xmlUrl="filter:~/bin/f.py:{C}" title="Filtered"/>""",
        root='opml version="1.0"',
    )

    assert found.feeds == (
        Subscription(A, "A", "tech", "https://example.org/", ("daily news",)),
        Subscription(B, "B"),
    )
    assert [(refused.title, refused.reason) for refused in found.refused] == [
        (title, "would run a program, which newsreader never does") for title in ("Made", "Run", "Filtered")
    ]


def test_thunderbird_with_nested_folders_and_windows_line_ends() -> None:
    body = f"""
        <outline title="Blogs">
          <outline title="Friends">
            <outline type="rss" title="A" text="A" version="RSS" fz:quickMode="false" xmlUrl="{A}"/>
          </outline>
        </outline>"""
    root = 'opml version="1.0" xmlns:fz="urn:forumzilla:"'

    found = read_opml(_document(body, root=root).replace(b"\n", b"\r\n"))

    assert found.feeds == (Subscription(A, "A", "Blogs/Friends"),)


def test_netnewswire_with_and_without_titles() -> None:
    found = _read(
        f"""
        <outline text="A" title="A" description="" version="RSS" htmlUrl="https://example.org/" xmlUrl="{A}"/>
        <outline text="B" description="" type="rss" version="RSS" htmlUrl="" xmlUrl="{B}"/>""",
        root='opml version="1.1"',
    )

    assert found.feeds == (Subscription(A, "A", "", "https://example.org/"), Subscription(B, "B"))


def test_liferea_three_levels_deep() -> None:
    found = _read(
        f"""<outline text="One"><outline text="Two"><outline text="Three">
              <outline text="A" type="atom" xmlUrl="{A}" updateInterval="-1"/>
            </outline></outline><outline text="B" type="rss" xmlUrl="{B}"/></outline>"""
    )

    assert found.feeds == (Subscription(A, "A", "One/Two/Three"), Subscription(B, "B", "One"))


def test_categories_with_slashes_are_paths() -> None:
    found = _read(f'<outline text="F">{_outline(text="A", xmlUrl=A, category="/Boston/Weather,/Harvard")}</outline>')

    assert found.feeds == (Subscription(A, "A", "F", None, ("Boston/Weather", "Harvard")),)


@pytest.mark.parametrize(
    "attributes",
    [
        {"text": "A", "xmlurl": A},
        {"TEXT": "A", "XMLURL": A},
        {"title": "A", "xmlUrl": A},
        {"text": "", "title": "A", "xmlUrl": A},
        {"text": "A", "title": "ignored", "xmlUrl": A},
        {"text": "A", "type": "rss", "url": A},
        {"text": "A", "xmlUrl": f"  {A}\n"},
        {"text": "A", "xmlUrl": A, "type": "include"},
    ],
    ids=["lower", "upper", "title", "empty text", "both", "url", "blanks", "other type"],
)
def test_attributes_are_read_in_every_spelling(attributes: dict[str, str]) -> None:
    assert _read(_outline(**attributes)).feeds == (Subscription(A, "A"),)


def test_a_name_that_is_the_address_again_is_no_name() -> None:
    assert _read(_outline(text=A, xmlUrl=A)).feeds == (Subscription(A),)


def test_bare_ampersands_and_entities_of_html_are_read() -> None:
    found = _read(_outline(text="Caf&eacute; & Bar", xmlUrl="https://example.org/?a=1&b=2&amp;c=3"))

    assert found.feeds == (Subscription("https://example.org/?a=1&b=2&c=3", "Café & Bar"),)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1251"])
def test_encodings_are_read(encoding: str) -> None:
    title = "Привет" if encoding == "windows-1251" else "Grüße"
    label = encoding.removesuffix("-sig")
    document = _document(_outline(text=title, xmlUrl=A), declaration=f'<?xml version="1.0" encoding="{label}"?>')

    assert read_opml(document.decode().encode(encoding)).feeds == (Subscription(A, title),)


def test_blank_lines_before_and_junk_behind_do_no_harm() -> None:
    document = b"\n\n" + _document(_outline(text="A", xmlUrl=A)) + b"\n<!-- cache --> junk"

    assert read_opml(document).feeds == (Subscription(A, "A"),)


def test_elements_of_others_are_passed_over() -> None:
    assert _read(f"<x:note>hm</x:note>{_outline(text='A', xmlUrl=A)}").feeds == (Subscription(A, "A"),)


def test_links_comments_and_empty_folders_are_no_feeds() -> None:
    body = _outline(text="A page", type="link", url="https://example.org/") + _outline(text="Empty folder")

    assert _read(body) == Subscriptions(())


# ---- what is merged, cleaned and refused


def test_an_address_that_comes_twice_is_one_feed() -> None:
    found = _read(f'{_outline(text="", xmlUrl=A)}<outline text="F">{_outline(text="A", xmlUrl=A)}</outline>')

    assert found == Subscriptions((Subscription(A, "A", "F"),), repeated=1)


def test_names_are_cleaned() -> None:
    feed = _outline(text="A&#27;]0;x&#7; \u202eB [bold]", xmlUrl=A)

    found = _read(f'<outline text="F&#27;[31m[b]">{feed}</outline>')

    assert found.feeds == (Subscription(A, "A]0;x B [bold]", "F[31m[b]"),)


def test_refused_addresses_are_listed_and_stop_nothing() -> None:
    addresses = ["javascript:1", "file:///etc/passwd", "", "http://[::1", "ftp://example.org/"]
    found = _read("".join(_outline(text="t", xmlUrl=address) for address in [*addresses, A]))

    assert [feed.url for feed in found.feeds] == [A]
    assert [refused.address for refused in found.refused] == addresses
    assert all(refused.reason and refused.title == "t" for refused in found.refused)


def test_a_feed_without_an_address_is_listed() -> None:
    assert _read(_outline(text="Lost", type="rss")).refused == (RefusedSubscription("", "Lost", "is missing"),)
    assert _read(f'<outline text="F" type="rss">{_outline(text="A", xmlUrl=A)}</outline>').refused == ()


def test_a_refused_address_is_safe_to_show() -> None:
    (refused,) = _read(_outline(text="t", xmlUrl="x:\u202e" + "y" * 5000)).refused

    assert refused.address.startswith("x:y")
    assert len(refused.address) <= 200


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"", "not an OPML"),
        (b"https://example.org/feed.xml news ~Name", "not an OPML file.*export-to-opml2"),
        (b"<rss version='2.0'><channel/></rss>", "begins with <rss>"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"<!doctype opml><opml/>", "broken|DOCTYPE"),
        (b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml><outline text='&a;'/></opml>", "DOCTYPE"),
        (b"<!DOCTYPE opml SYSTEM 'http://127.0.0.1:9/x.dtd'><opml/>", "DOCTYPE"),
        ("<?xml version='1.0'?><!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>".encode("utf-16"), "DOCTYPE"),
        (_document("")[:-12], "line 2"),
        (b"<opml><body><opml></opml>", "line 1"),
        (_document(_outline(text="A", xmlUrl=A) + "<outline text='x'"), "line 2"),
        (_document("<outline text='a < b'/>"), "line 2"),
        (_document("<outline text='x'>"), "mismatched tag"),
        (b"<opml>" + b" " * MAX_BYTES + b"</opml>", "larger than 32 MB"),
        (_document("<outline text='x'>" * (MAX_DEPTH + 1) + "</outline>" * (MAX_DEPTH + 1)), "nest deeper"),
        (_document("<outline text='x'>" * 10_000 + "</outline>" * 10_000), "nest deeper"),
        (_document("<outline xmlUrl='x:'/>" * 50_001), "more than 50,000"),
    ],
    ids=[
        "empty", "text", "a feed", "web page", "lower case", "entities", "external", "utf-16", "cut", "cut inside",
        "broken tag", "bare <", "unclosed", "too large", "too deep", "10,000 deep", "too many",
    ],
)  # fmt: skip
def test_what_cannot_be_taken_whole_is_refused_whole(document: bytes, reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason) as caught:
        read_opml(document)

    assert str(caught.value).endswith("Nothing was imported.")


def test_folders_may_nest_up_to_the_limit() -> None:
    body = "<outline text='x'>" * (MAX_DEPTH - 1) + _outline(text="A", xmlUrl=A) + "</outline>" * (MAX_DEPTH - 1)

    assert _read(body).feeds[0].folder.count("x") == MAX_DEPTH - 1


def test_a_path_that_is_absurdly_long_is_cut() -> None:
    (feed,) = _read(f'<outline text="{"a/" * 5000}">{_outline(text="A", xmlUrl=A)}</outline>').feeds

    assert feed.folder.count("/") < MAX_DEPTH
    assert read_opml(write_opml([feed], now=NOW)).feeds == (feed,)


def test_deep_elements_that_are_no_outlines_do_no_harm() -> None:
    assert _read("<x>" * 10_000 + _outline(text="A", xmlUrl=A) + "</x>" * 10_000).feeds == (Subscription(A, "A"),)


def test_twenty_thousand_feeds_take_a_moment() -> None:
    document = _document("".join(_outline(text=f"f{n}", xmlUrl=f"http://127.0.0.1/{n}") for n in range(20_000)))

    started = time.process_time()
    found = read_opml(document)

    assert len(found.feeds) == 20_000
    assert time.process_time() - started < 10


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_refused_not_crashed_on(document: bytes) -> None:
    with pytest.raises(ImportRefused):
        read_opml(document)


# ---- out, and back in


def test_what_is_written_is_opml_that_other_readers_know() -> None:
    written = write_opml(
        [
            Subscription(B, "B & <co>", "News/Far", "https://example.org/", ("x y",)),
            Subscription(A),
            Subscription(C, "C", "News"),
        ],
        now=NOW,
    )

    assert written.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<opml version="2.0">\n'
        "  <head>\n"
        "    <title>newsreader subscriptions</title>\n"
        "    <dateCreated>Sun, 22 Nov 2026 12:00:00 GMT</dateCreated>\n"
        "  </head>\n"
        "  <body>\n"
        f'    <outline type="rss" text="{A}" xmlUrl="{A}"/>\n'
        '    <outline text="News" title="News">\n'
        f'      <outline type="rss" text="C" title="C" xmlUrl="{C}"/>\n'
        '      <outline text="Far" title="Far">\n'
        f'        <outline type="rss" text="B &amp; &lt;co&gt;" title="B &amp; &lt;co&gt;" xmlUrl="{B}"'
        ' htmlUrl="https://example.org/" category="x y"/>\n'
        "      </outline>\n"
        "    </outline>\n"
        "  </body>\n"
        "</opml>\n"
    )
    assert ElementTree.fromstring(written).tag == "opml"


def test_an_empty_list_goes_out_and_comes_back() -> None:
    assert read_opml(write_opml([], now=NOW)) == Subscriptions(())


names = st.text(max_size=30).map(clean)
parts = names.map(lambda name: clean(name.replace("/", " "))).filter(bool)
subscriptions = st.builds(
    Subscription,
    url=st.integers(0, 10**6).map("https://example.org/?a=1&feed={}".format),
    title=names,
    folder=st.lists(parts, max_size=4).map("/".join),
    site=st.none() | st.just("https://example.org/~ada/"),
)


@given(st.lists(subscriptions, max_size=12, unique_by=lambda feed: feed.url))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_folders_and_titles_come_back(feeds: list[Subscription]) -> None:
    found = read_opml(write_opml(feeds, now=NOW))

    assert sorted(found.feeds, key=lambda feed: feed.url) == sorted(feeds, key=lambda feed: feed.url)
    assert not found.refused
