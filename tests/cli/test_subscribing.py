"""add, import, export."""

from __future__ import annotations

from pathlib import Path

from tests.building import add_feed
from tests.cli.running import CommandLine
from tests.engine.documents import articles, page, rss
from tests.loopback import Site

from newsreader.store import Store

OPML = """<?xml version="1.0"?><opml version="2.0"><head/><body>
<outline text="News"><outline text="Sea"><outline type="rss" text="Harbour" xmlUrl="https://harbour.example/feed"/></outline></outline>
<outline type="rss" text="Loose" xmlUrl="https://loose.example/feed"/>
<outline type="rss" text="Bad" xmlUrl="exec:~/bin/feed.sh"/>
</body></opml>"""


def test_add_brings_the_feed_and_what_it_holds(newsreader: CommandLine, site: Site) -> None:
    ran = newsreader("add", site.serve("/feed", rss("Harbour News", articles(2))), "--folder", "News")

    assert ran.status == 0
    assert "Harbour News (2 articles)" in ran.err
    (feed,) = newsreader("feeds", "--json").objects
    assert (feed["title"], feed["folder"], feed["total"]) == ("Harbour News", "News", 2)


def test_add_without_fetching_asks_nobody(newsreader: CommandLine, site: Site) -> None:
    assert newsreader("add", "--no-fetch", site.url("/feed")).status == 0

    assert site.requests == []
    assert len(newsreader("feeds", "--json").objects) == 1


def test_add_fetches_the_pages_behind_teasers(newsreader: CommandLine, site: Site) -> None:
    site.serve("/page", page("story"), content_type="text/html")

    newsreader("add", site.serve("/feed", rss("F", [("story", site.url("/page"), "Quiet …")])))

    assert newsreader("list", "--json").objects[0]["text_state"] == "full"


def test_one_bad_address_among_several_is_named_and_the_others_are_taken(newsreader: CommandLine, site: Site) -> None:
    good = site.serve("/feed", rss("F", articles(1)))
    html = site.serve("/page", page("Home"), content_type="text/html")

    ran = newsreader("add", html, good)

    assert ran.status == 1
    assert "is not added" in ran.err
    assert [feed["url"] for feed in newsreader("feeds", "--json").objects] == [good]


def test_a_server_in_trouble_is_kept_with_a_warning(newsreader: CommandLine, site: Site) -> None:
    ran = newsreader("add", site.serve("/feed", status=503))

    assert ran.status == 0
    assert "503" in ran.err
    assert newsreader("feeds", "--json").objects[0]["error"]


def test_import_takes_folders_and_lists_what_it_refuses(newsreader: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(OPML)

    ran = newsreader("import", str(file))

    assert ran.status == 1
    assert "Imported 2 feeds" in ran.err
    assert "exec:" in ran.err
    folders = {feed["title"]: feed["folder"] for feed in newsreader("feeds", "--json").objects}
    assert folders == {"Harbour": "News/Sea", "Loose": ""}


def test_a_file_with_a_doctype_is_refused_as_a_whole(newsreader: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(OPML.replace("<opml", '<!DOCTYPE opml [<!ENTITY a "b">]><opml'))

    ran = newsreader("import", str(file))

    assert ran.status == 1
    assert "DOCTYPE" in ran.err
    assert newsreader("feeds", "--json").objects == []


def test_import_says_why_there_are_fewer_feeds_than_entries(newsreader: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    entry = '<outline type="rss" text="Sea" xmlUrl="https://sea.example/feed"/>'
    file.write_text(f"<opml><body>{entry}<outline text='Water'>{entry}</outline>{entry}</body></opml>")

    assert newsreader("import", str(file)).err.startswith("Imported 1 feed; entries that name one of them again: 2.\n")
    assert "Imported 0 feeds; 1 was here already; entries" in newsreader("import", str(file)).err


def test_import_twice_changes_nothing(newsreader: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(OPML)
    newsreader("import", str(file))
    before = newsreader("feeds", "--json").out

    assert "2 were here already" in newsreader("import", str(file)).err

    assert newsreader("feeds", "--json").out == before


def test_export_and_import_carry_everything_to_another_home(
    newsreader: CommandLine, store: Store, tmp_path: Path
) -> None:
    add_feed(store, "Nature & Sea <b>", 1, folder="Science/Water", url="https://sea.example/?a=1&b=2")
    add_feed(store, "Loose", 1)
    store.feeds.add("newsreader:sample", title="Sample edition", is_sample=True, now=1)
    file = tmp_path / "out.opml"

    assert newsreader("export", str(file)).status == 0

    other = CommandLine(tmp_path / "other", newsreader._capsys)
    assert other("import", str(file)).status == 0
    kept = [(feed["title"], feed["folder"], feed["url"]) for feed in other("feeds", "--json").objects]
    assert kept == [
        ("Loose", "", "https://loose.example/feed"),
        ("Nature & Sea <b>", "Science/Water", "https://sea.example/?a=1&b=2"),
    ]


def test_a_file_that_cannot_be_written_is_named(newsreader: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / f"{'long' * 100}.opml"

    ran = newsreader("export", str(file))

    assert ran.status == 1
    assert str(file) in ran.err
    assert "cannot be written" in ran.err


def test_a_folder_that_is_not_there_is_named(newsreader: CommandLine, tmp_path: Path) -> None:
    ran = newsreader("export", str(tmp_path / "no" / "such" / "folder.opml"))

    assert ran.status == 1
    assert f"There is no folder {tmp_path / 'no' / 'such'}." in ran.err
