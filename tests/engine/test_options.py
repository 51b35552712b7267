"""What is set for one feed goes with its requests, to its own server only; and no secret is ever seen anywhere else."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tests.building import NOW
from tests.engine.documents import articles, rss
from tests.loopback import Answer, Asked, Site

from newsreader.engine.options import OptionsRefused, RequestOptions, fetch_as_set, request_options
from newsreader.engine.tools import Tools
from newsreader.net.outcome import Fetched, Outcome
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.settings import FeedSettings, Settings

URL = "https://news.example/feed"
SECRETS = ("hunter2", "t0ken", "c00kie", base64.b64encode(b"ada:hunter2").decode())


def with_settings(tools: Tools, url: str, settings: FeedSettings) -> Tools:
    return replace(tools, settings=Settings(feeds={url: settings}))


def printing(password: str) -> str:
    return f"{sys.executable} -c 'print(\"{password}\")'"


async def fetch(tools: Tools, url: str, typed_url: str) -> Outcome:
    """Ask as a refresh does."""
    return await fetch_as_set(tools, FetchRequest(url=url, kind=FetchKind.FEED, now=NOW, typed_url=typed_url))


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


SETTINGS = """
[feeds."{url}"]
headers = {{ X-Token = "t0ken" }}
cookies = {{ session = "c00kie" }}
user = "ada"
password_command = "{command}"
"""


def kept(home: Path) -> bytes:
    """All that the program wrote."""
    files = [path for path in home.rglob("*") if path.is_file() and path.name != "settings.toml"]
    assert {path.suffix for path in files} >= {".db", ".log"}
    return b"".join(path.read_bytes() for path in files)


def newsreader(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the real program, with debug messages of the loop and of Python switched on."""
    environment = {**os.environ, "PYTHONASYNCIODEBUG": "1", "PYTHONDEVMODE": "1"}
    command = [sys.executable, "-m", "newsreader", "--home", str(home), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)


@pytest.mark.parametrize("status", [401, 403, 503], ids=["refused", "forbidden", "out of order"])
def test_after_a_failing_login_no_secret_is_in_log_database_or_output(tmp_path: Path, site: Site, status: int) -> None:
    url = site.serve("/feed", b"who are you", status=status, headers={"WWW-Authenticate": 'Basic realm="r"'})
    program = tmp_path / "show"
    program.write_text("#!/bin/sh\necho hunter2 >&2\necho hunter2\n")
    program.chmod(0o700)
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text(SETTINGS.format(url=url, command=program))

    added = newsreader(home, "add", url)
    refreshed = newsreader(home, "refresh", "--force")
    told = [newsreader(home, "feeds", *more) for more in ((), ("--health",), ("--health", "--json"))]

    assert all(secret in str(site.requests_of("/feed")[-1].headers) for secret in SECRETS[1:])
    assert refreshed.returncode == 1
    assert f"({status})" in refreshed.stderr
    assert all(f"({status})" in each.stdout for each in told)
    seen = kept(home) + "".join(each.stdout + each.stderr for each in (added, refreshed, *told)).encode()
    assert [secret for secret in SECRETS if secret.encode() in seen] == []


def test_a_password_that_cannot_be_had_is_the_reason_of_the_feed_and_nothing_is_asked(
    tmp_path: Path, site: Site
) -> None:
    url = site.serve("/feed", rss("Members", articles(2)))
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text(SETTINGS.format(url=url, command="sh -c 'echo hunter2; exit 7'"))
    newsreader(home, "add", "--no-fetch", url)

    refreshed = newsreader(home, "refresh", "--json")

    assert refreshed.returncode == 1
    assert '"The setting password_command of this feed ended with status 7.' in refreshed.stdout
    assert site.requests == []
    seen = kept(home) + (refreshed.stdout + refreshed.stderr).encode()
    assert [secret for secret in SECRETS if secret.encode() in seen] == []


async def test_no_representation_shows_a_secret(tools: Tools) -> None:
    settings = FeedSettings(headers={"X-Token": "t0ken"}, user="ada", password_command=printing("hunter2"))
    tools = with_settings(tools, URL, settings)

    options = await request_options(tools, URL)

    assert isinstance(options, RequestOptions)
    assert options.basic_auth == ("ada", "hunter2")
    assert not any(secret in f"{options!r} {tools.secrets!r}" for secret in SECRETS)
