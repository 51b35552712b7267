"""Promise 10: what is opened is an address of the web, as one argument, through no shell of ours."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from newsreader.programs.opening import NothingOpens, needs_terminal, opener, way_to_open
from newsreader.settings import OpenerSettings

HOSTILE = [
    "javascript:alert(1)",
    "file:///etc/passwd",
    "--version",
    "-P/tmp/evil",
    "https://user:secret@example.org/",
    "https://example.org/\nfile:///etc/passwd",
    "https:///no-host",
    "ftp://example.org/",
    "data:text/html,x",
    "https://example.org/" + "a" * 5000,
    "",
]


def anything(name: str) -> str:
    return f"/usr/bin/{name}"


@pytest.mark.parametrize("address", HOSTILE)
def test_promise_10_a_hostile_address_opens_nothing_and_says_why(address: str) -> None:
    with pytest.raises(NothingOpens, match="http"):
        opener(address, {"BROWSER": "firefox"}, anything)


@pytest.mark.parametrize(
    ("browser", "command"),
    [
        ("firefox", ["firefox", "https://example.org/a"]),
        ("firefox --new-tab", ["firefox", "--new-tab", "https://example.org/a"]),
        ("firefox --url=%s -x", ["firefox", "--url=https://example.org/a", "-x"]),
        ("missing:w3m", ["w3m", "https://example.org/a"]),
    ],
)
def test_the_users_browser_goes_before_the_desktops(browser: str, command: list[str]) -> None:
    found = opener("https://example.org/a", {"BROWSER": browser}, lambda name: None if name == "missing" else name)

    assert found == command


def test_without_any_browser_it_says_how_to_name_one() -> None:
    with pytest.raises(NothingOpens, match="BROWSER"):
        opener("https://example.org/", {}, lambda _: None)


@pytest.mark.parametrize("payload", ["$(touch {0})", "`touch {0}`", "';touch {0};'", '";touch {0};"', "|touch {0}"])
def test_promise_10_no_shell_that_the_user_put_between_runs_anything(tmp_path: Path, payload: str) -> None:
    canary = tmp_path / "canary"
    address = "https://example.org/?q=" + payload.format(canary)

    command = opener(address, {"BROWSER": "sh -c 'echo %s'"}, lambda _: "sh")
    subprocess.run(command, check=False, capture_output=True)

    assert not canary.exists()


def test_browsers_that_draw_in_the_terminal_are_known() -> None:
    assert needs_terminal(["/usr/bin/w3m", "https://example.org/"])
    assert not needs_terminal(["firefox", "https://example.org/"])


def test_the_users_opener_comes_before_the_browser_and_gets_one_address() -> None:
    openers = {
        "videos": OpenerSettings(pattern="*.example.tv/watch*", run="mpv --force-window {url}"),
        "prose": OpenerSettings(pattern="*.example.org/*", run="w3m", in_terminal=True),
    }

    def way(address: str) -> tuple[list[str], bool]:
        return way_to_open(address, openers, {"BROWSER": "firefox"}, lambda name: name)

    video, prose = "https://www.example.tv/watch?v=1;x&y", "https://www.example.org/a"
    assert way(video) == (["mpv", "--force-window", video], False)
    assert way(prose) == (["w3m", prose], True)
    assert way("https://other.example/") == (["firefox", "https://other.example/"], False)


@pytest.mark.parametrize("address", HOSTILE)
def test_promise_10_an_opener_gets_no_address_that_a_browser_would_not(address: str) -> None:
    openers = {"all": OpenerSettings(pattern="*", run="cat")}

    with pytest.raises(NothingOpens):
        way_to_open(address, openers, {}, lambda name: name)


def test_an_opener_that_is_not_here_is_named_with_its_setting() -> None:
    openers = {"videos": OpenerSettings(pattern="*", run="mpv")}

    with pytest.raises(NothingOpens, match=r"mpv was not found; mend the setting openers\.videos"):
        way_to_open("https://example.org/", openers, {}, lambda name: None)
