"""save: any page on the list for later, with its text or with the reason why there is none."""

from __future__ import annotations

import pytest
from tests.building import add_feed
from tests.cli.running import CommandLine
from tests.engine.documents import articles, page, rss
from tests.loopback import Site

from newsreader.store import Store


def test_a_page_is_saved_with_its_text_its_title_and_tags(newsreader: CommandLine, site: Site) -> None:
    url = site.serve("/page", page("The harbour"), content_type="text/html")

    ran = newsreader("save", url, "--tag", "sea", "--tag", "news/japan")

    assert ran.status == 0
    assert ran.err.startswith("Saved “The harbour” (")
    (listed,) = newsreader("list", "is:later", "tag:sea", "tag:news", "--json").objects
    assert (listed["title"], listed["url"], listed["read"], listed["text_state"]) == ("The harbour", url, False, "full")
    assert "quiet when the first boat" in newsreader("show", str(listed["id"])).out


def test_a_page_prints_its_promised_fields(newsreader: CommandLine, site: Site) -> None:
    url = site.serve("/page", page("The harbour"), content_type="text/html")

    assert newsreader("save", url, "--json").objects == [
        {"id": 1, "url": url, "title": "The harbour", "new": True, "text_state": "full", "reason": None}
    ]


def test_a_page_that_is_here_is_found_again_and_not_asked_for(newsreader: CommandLine, site: Site) -> None:
    url = site.serve("/page", page("The harbour"), content_type="text/html")
    newsreader("save", url)
    newsreader("later", "--off", "1")
    asked = len(site.requests)

    ran = newsreader("save", url)

    assert ran.err.startswith("“The harbour” is here already and on the list for later")
    assert [each["id"] for each in newsreader("list", "is:later", "--json").objects] == [1]
    assert len(site.requests) == asked


def test_an_article_of_a_feed_goes_on_the_list_itself(newsreader: CommandLine, site: Site) -> None:
    link = site.url("/story")
    newsreader("add", site.serve("/feed", rss("Harbour", [("Story", link, articles(1)[0][2])])))

    assert newsreader("save", link, "--json").objects[0]["new"] is False
    (listed,) = newsreader("list", "--json").objects
    assert listed["feed"] == "Harbour"
    assert site.requests_of("/story") == []


@pytest.mark.parametrize("status", [404, 503])
def test_a_page_that_cannot_be_had_is_kept_with_the_reason(newsreader: CommandLine, site: Site, status: int) -> None:
    url = site.serve("/page", status=status)

    ran = newsreader("save", url)

    assert ran.status == (1 if status == 404 else 0)
    assert str(status) in ran.err
    (listed,) = newsreader("list", "is:later", "--json").objects
    assert (listed["url"], listed["title"]) == (url, url)
    assert listed["text_state"] == ("failed" if status == 404 else "waiting")


def test_without_a_way_to_the_server_the_address_waits_and_says_why(newsreader: CommandLine) -> None:
    ran = newsreader("save", "http://127.0.0.1:1/page", "--json")

    assert (ran.status, ran.objects[0]["text_state"]) == (0, "waiting")
    assert ran.objects[0]["reason"]


def test_without_fetching_nobody_is_asked_until_it_is_saved_again(newsreader: CommandLine, site: Site) -> None:
    url = site.serve("/page", page("The harbour"), content_type="text/html")

    assert newsreader("save", "--no-fetch", url, "--json").objects[0]["text_state"] == "waiting"
    assert site.requests == []
    assert newsreader("save", url, "--json").objects[0]["text_state"] == "full"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("file:///etc/passwd", "file on this computer"),
        ("javascript:alert(1)", "is a script"),
        ("https://ada:secret@example.org/a", "holds a user name"),
        ("", "is missing"),
        ("https://exa\x1b[31mmple.org/", "not valid"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_and_the_others_are_saved(
    newsreader: CommandLine, site: Site, typed: str, said: str
) -> None:
    url = site.serve("/page", page("The harbour"), content_type="text/html")

    ran = newsreader("save", typed, url)

    assert ran.status == 1
    assert said in ran.err
    assert "\x1b" not in ran.err
    assert [each["url"] for each in newsreader("list", "--json").objects] == [url]


def test_a_tag_that_is_none_saves_nothing(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 1)

    assert newsreader("save", "--tag", "  ", "--no-fetch", "https://example.org/a").status == 2
    assert len(newsreader("list", "--json").objects) == 1


def test_undo_takes_a_saved_page_back(newsreader: CommandLine) -> None:
    newsreader("save", "--no-fetch", "example.org/a")

    assert newsreader("undo").err.startswith("Undone: saved “https://example.org/a” for later, ")
    assert newsreader("list", "--json").objects == []
