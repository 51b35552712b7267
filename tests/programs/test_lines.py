"""Command lines become words; what a feed sends stays inside its word."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import NotPossible
from newsreader.model import Headline, TextState
from newsreader.programs.lines import environment_of, fault_of, filled, takes_places, values_of
from newsreader.text import clean

HOSTILE = [
    "-rf /",
    "--output=/etc/passwd",
    "@/etc/passwd",
    "<file",
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    "| sh",
    "a b 'c' \"d\"",
    "*",
    "~/x",
    "{url}{title}",
    "\x1b]52;c;eA==\x07title",
    "\u202eemit",
    "",
]


def headline(title: str = "A title", url: str | None = "https://a.example/x?y=1", author: str = "Ada") -> Headline:
    return Headline(7, 1, "Harbour", title, author, url, 0, 10, False, False, TextState.FEED)


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_title_is_one_argument_and_no_option(title: str) -> None:
    words = filled("prog --title {title} {url}", values_of(headline(title)))

    assert len(words) == 4
    assert words[:2] == ["prog", "--title"]
    assert not words[2].startswith(("-", "@", "<", "~"))
    assert words[2].isprintable()


@given(title=st.text(max_size=60), author=st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_title_arrives_in_a_real_program_as_one_argument(title: str, author: str) -> None:
    values = values_of(headline(title, author=author))

    words = filled("prog {title} by={author} {title:encoded}", values)

    assert len(words) == 4
    assert all(clean(word) == word.strip() and not word.startswith("-") for word in words)
    assert words[3].isascii()


@pytest.mark.parametrize("title", HOSTILE[:10], ids=range(10))
def test_a_real_program_sees_what_was_meant(title: str) -> None:
    program = "import sys; print(len(sys.argv) - 1); print(sys.argv[1])"
    words = filled("prog {title}", values_of(headline(title)))

    printed = subprocess.run([sys.executable, "-c", program, *words[1:]], capture_output=True, text=True, check=True)

    assert printed.stdout == f"1\n{words[1]}\n"
    assert words[1].strip() == title.strip()


@pytest.mark.parametrize(
    "line",
    [
        "sh -c 'echo {title}'",
        "bash -lc 'curl {url}'",
        "/bin/zsh -c {title}",
        "env X=1 sh -c 'echo {title}'",
        "python3 -c 'print(\"{title}\")'",
        "perl -e 'print {author}'",
        "awk '{ print {title} }'",
        "ssh host bash -c 'echo {title}'",
    ],
)
def test_what_would_run_a_title_as_a_script_is_refused_and_says_how_to_write_it(line: str) -> None:
    with pytest.raises(NotPossible, match="NEWSREADER_TITLE"):
        filled(line, values_of(headline()))


@pytest.mark.parametrize(
    "line",
    [
        "ssh desk notify-send {title}",
        "ssh tv mpv {url}",
        "env X=1 /usr/bin/ssh desk say {author} {id}",
        "tmux display-message {title}",
        "watch echo {title}",
    ],
)
def test_what_a_program_would_hand_to_a_shell_is_refused(line: str) -> None:
    assert "hands its words to a shell" in (fault_of(line) or "")


def test_what_cannot_be_code_goes_to_a_shell_elsewhere() -> None:
    values = values_of(headline("$(touch pwned)", url="https://a.example/x;reboot"))

    assert filled("ssh tv open {url:encoded} {title:encoded} {id}", values) == [
        *("ssh", "tv", "open", "https%3A%2F%2Fa.example%2Fx%3Breboot", "%20%24%28touch%20pwned%29", "7"),
    ]
    assert fault_of("ssh tv tee articles") is None
    assert fault_of("su me -c 'say {title}'") is not None


def test_a_script_gets_the_title_as_an_argument_or_a_variable() -> None:
    values = values_of(headline('"; touch pwned; "'))

    printed = subprocess.run(
        filled("""sh -c 'printf "%s|%s" "$1" "$NEWSREADER_TITLE"' x {title}""", values),
        env=environment_of(values),
        capture_output=True,
        text=True,
        check=True,
    )

    assert printed.stdout == '"; touch pwned; "|"; touch pwned; "'


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "names no program"),
        ("   ", "names no program"),
        ("prog 'x", "cannot be read"),
        ("{url}", "must begin with the name of a program"),
        ("prog {link}", "has no {link} to fill in; there are {url}, {title}, {author}, {feed}, {id}"),
    ],
)
def test_a_wrong_command_line_says_what_is_wrong(line: str, words: str) -> None:
    assert words in (fault_of(line) or "")


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "file:///etc/passwd", "https://u:p@a.example/"])
def test_an_article_without_an_address_of_the_web_is_not_handed_to_what_takes_one(url: str | None) -> None:
    with pytest.raises(NotPossible, match="no address"):
        filled("share {url}", values_of(headline(url=url)))


def test_braces_of_other_kinds_stay_and_home_is_a_folder() -> None:
    words = filled("jq '{a: .title}' ~/notes", values_of(headline()))

    assert words[1] == "{a: .title}"
    assert words[2].startswith("/")


def test_a_part_of_an_address_is_encoded() -> None:
    words = filled("xdg-open https://s.example/?t={title:encoded}&u={url:encoded}", values_of(headline("A & B")))

    assert words[1] == "https://s.example/?t=A%20%26%20B&u=https%3A%2F%2Fa.example%2Fx%3Fy%3D1"


def test_what_takes_no_article_is_told_from_what_does() -> None:
    assert takes_places("share {url}")
    assert not takes_places("jq '{a: .title}'")
