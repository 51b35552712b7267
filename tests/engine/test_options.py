"""What is set for one feed goes with its requests, to its own server only; and no secret is ever seen anywhere else."""

from __future__ import annotations

import base64
import logging
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tests.building import NOW, paths_of
from tests.cli.running import CommandLine
from tests.engine.documents import articles, rss
from tests.loopback import Answer, Asked, Site

from newsreader.engine.logs import log_to
from newsreader.engine.options import OptionsRefused, RequestOptions, request_options
from newsreader.engine.tools import Tools
from newsreader.net.outcome import Fetched, FetchFailed, Outcome
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.settings import FeedSettings, Settings

URL = "https://news.example/feed"
SECRETS = ("hunter2", "t0ken", "c00kie", base64.b64encode(b"ada:hunter2").decode())


def with_settings(tools: Tools, url: str, settings: FeedSettings) -> Tools:
    return replace(tools, settings=Settings(feeds={url: settings}))


def printing(password: str) -> str:
    return f"{sys.executable} -c 'print(\"{password}\")'"


async def fetch(tools: Tools, url: str, typed_url: str) -> Outcome | OptionsRefused:
    """Ask as a refresh does."""
    options = await request_options(tools, typed_url)
    if isinstance(options, OptionsRefused):
        return options
    request = FetchRequest(
        url=url,
        kind=FetchKind.FEED,
        now=NOW,
        typed_url=typed_url,
        user_agent=options.user_agent,
        headers=options.headers,
        basic_auth=options.basic_auth,
    )
    return await tools.fetcher.fetch(request)


def protected(path: str, asked: Asked) -> Answer:
    if asked.headers.get("authorization") == "Basic " + base64.b64encode(b"ada:hunter2").decode():
        return Answer(rss("Members", articles(2)))
    return Answer(b"who are you", 401, headers={"WWW-Authenticate": f'Basic realm="{path}"'})


async def test_a_feed_without_settings_has_no_options(tools: Tools) -> None:
    assert await request_options(tools, URL) == RequestOptions()


async def test_everything_that_is_set_goes_with_the_request(tools: Tools, site: Site) -> None:
    url = site.program("/feed", partial(protected, "/feed"))
    settings = FeedSettings(
        user_agent="Mine/1",
        headers={"X-Token": "t0ken"},
        cookies={"session": "c00kie", "lang": "de"},
        user="ada",
        password_command=printing("hunter2"),
    )

    outcome = await fetch(with_settings(tools, url, settings), url, url)

    assert isinstance(outcome, Fetched)
    sent = site.requests[-1].headers
    assert sent["user-agent"] == "Mine/1"
    assert sent["x-token"] == "t0ken"
    assert sent["cookie"] == "session=c00kie; lang=de"


async def test_another_server_never_sees_header_cookie_or_password(tools: Tools, site: Site) -> None:
    settings = FeedSettings(
        headers={"X-Token": "t0ken"}, cookies={"s": "c00kie"}, user="ada", password_command=printing("hunter2")
    )
    with Site() as other:
        feed = other.url("/feed")
        # A page of the feed on another port: another origin, as a redirect or a link in the feed would lead to it.
        page = site.serve("/page", b"<html>")
        tools = with_settings(tools, feed, settings)
        await fetch(tools, page, feed)
        await fetch(tools, other.redirect("/feed", page), feed)

        assert "t0ken" in str(other.requests[-1].headers)
    assert not any(secret in str(asked.headers) for asked in site.requests for secret in SECRETS)


async def test_a_user_without_a_password_is_sent_as_such(tools: Tools) -> None:
    tools = with_settings(tools, URL, FeedSettings(user="token"))

    assert await request_options(tools, URL) == RequestOptions(basic_auth=("token", ""))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (FeedSettings(user_agent="a\r\nX: t0ken"), "user_agent holds a line break"),
        (FeedSettings(headers={"X-Token": "t0ken\nX: y"}), "headers.X-Token holds a line break"),
        (FeedSettings(headers={"X:\nt0ken": "y"}), "headers holds a name"),
        (FeedSettings(cookies={"session": "c00kie\0"}), "cookies.session holds a line break"),
        (FeedSettings(cookies={"session": "c00kie; admin=1"}), "cookies.session holds a semicolon"),
        (FeedSettings(cookies={"a b": "c00kie"}), "cookies holds a name"),
        (FeedSettings(cookies={"a": "c00kie"}, headers={"cookie": "b=2"}), "both headers and cookies"),
        (FeedSettings(user="ada\n", password_command="x"), "user holds a line break"),
        (FeedSettings(user="ada:b"), "user holds a colon"),
        (FeedSettings(password_command=printing("hunter2")), "password_command is set without a user"),
        (FeedSettings(password_keyring="news"), "password_keyring is set without a user"),
        (FeedSettings(user="a", password_command="x", password_keyring="y"), "both password_command and"),
        (FeedSettings(user="a", password_command=f"{sys.executable} -c 'exit(3)'"), "password_command of this feed"),
        (FeedSettings(user="a", password_command=printing("hunter2\\x1b")), "password of this feed holds a control"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_cannot_be_sent_is_refused_by_the_name_of_its_setting(
    tools: Tools, settings: FeedSettings, words: str
) -> None:
    answer = await request_options(with_settings(tools, URL, settings), URL)

    assert isinstance(answer, OptionsRefused)
    assert words in answer.reason
    assert answer.reason.isprintable()
    assert not any(secret in answer.reason for secret in SECRETS)


@pytest.fixture
async def logged(tools: Tools) -> AsyncIterator[Tools]:
    """The tools, with a log as the engine keeps it; the root logger is as before afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    log_to(paths_of(tools.store).log)
    yield tools
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


async def test_after_a_failing_login_no_secret_is_in_log_database_or_output(
    logged: Tools,
    site: Site,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    newsreader = CommandLine(tmp_path, capsys)
    caplog.set_level(logging.DEBUG)
    url = site.serve("/feed", b"who are you", status=401, headers={"WWW-Authenticate": 'Basic realm="r"'})
    feed_id, _ = logged.store.feeds.add(url, title="Members", now=NOW)
    settings = FeedSettings(
        headers={"X-Token": "t0ken"}, cookies={"s": "c00kie"}, user="ada", password_command=printing("hunter2")
    )
    tools = with_settings(logged, url, settings)

    outcome = await fetch(tools, url, url)

    assert isinstance(outcome, FetchFailed)
    assert all(secret in str(site.requests[-1].headers) for secret in SECRETS[1:])
    tools.store.refreshing.record_failure(feed_id, outcome.reason, due_at=NOW, now=NOW)
    logging.getLogger("newsreader").warning("%r %r %r", outcome, await request_options(tools, url), tools.secrets)
    shown = newsreader("feeds")
    assert "401" in shown.out
    kept = b"".join(path.read_bytes() for path in newsreader.home.rglob("*") if path.is_file())
    assert b"RequestOptions" in kept
    seen = kept + (shown.out + shown.err + caplog.text).encode()
    # The settings of this test are in memory only, so whatever is found came from the program.
    assert [secret for secret in SECRETS if secret.encode() in seen] == []
