"""Settings are read from a file that people write by hand: what is right in it counts, what is wrong is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from newsreader.settings import (
    Density,
    Fault,
    FeedSettings,
    Loaded,
    RefreshSettings,
    Settings,
    load_settings,
    unknown_feeds,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "settings.toml"


def test_without_a_file_all_settings_have_their_defaults(path: Path) -> None:
    assert load_settings(path) == Loaded(Settings(theme="auto"))
    assert not path.exists()


@pytest.mark.parametrize(
    "document",
    [b'theme = "paper"', b'# mine\r\n\r\ntheme = "paper" # bright\r\n', b'\xef\xbb\xbftheme = "paper"'],
    ids=["plain", "with comments and the line ends of Windows", "with a byte order mark"],
)
def test_settings_are_read(path: Path, document: bytes) -> None:
    path.write_bytes(document)

    loaded = load_settings(path)

    assert loaded.settings.theme == "paper"
    assert loaded.complaints == ()


@pytest.mark.parametrize("document", [b"", b"# nothing set yet\n"], ids=["empty", "only a comment"])
def test_what_is_not_set_has_its_default(path: Path, document: bytes) -> None:
    path.write_bytes(document)

    assert load_settings(path).settings == Settings()


def test_a_file_without_faults_loads_nothing_that_looks_for_them(path: Path) -> None:
    path.write_text('theme = "paper"\n[feeds."https://example.org/"]\nuser = "ada"\n')
    code = (
        "import sys; from pathlib import Path; from newsreader.settings import load_settings, unknown_feeds;"
        "loaded = load_settings(Path(sys.argv[1]));"
        "loaded.with_faults(unknown_feeds(loaded.settings, ['https://example.org/']));"
        "print(*sys.modules)"
    )

    answer = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)

    loaded = set(answer.stdout.split())
    assert "newsreader.settings.loading" in loaded
    assert loaded.isdisjoint({"newsreader.settings.faults", "newsreader.settings.positions", "difflib", "tomlkit"})


def test_a_wrong_value_costs_itself_only(path: Path) -> None:
    path.write_text('theme = "paper"\n[refresh]\nautomatic = false\nevery_minutes = 2\n[list]\ndensity = "airy"\n')

    loaded = load_settings(path)

    assert loaded.settings.theme == "paper"
    assert loaded.settings.refresh == RefreshSettings(automatic=False)
    assert loaded.settings.list.density is Density.AIRY
    assert [str(each) for each in loaded.complaints] == [
        "line 4: refresh.every_minutes must be a whole number from 5 to 10080, not 2. Its default is used."
    ]
    assert loaded.complaints[0].column == 1


def test_complaints_come_in_the_order_of_their_lines(path: Path) -> None:
    path.write_text('[zen]\n[refresh]\nat_start = "yes"\nautomatic = 1\n[list]\nx = 1\n')

    loaded = load_settings(path)

    assert [each.line for each in loaded.complaints] == [1, 3, 4, 6]
    assert loaded.settings == Settings()


def test_a_feed_keeps_what_is_right_about_it(path: Path) -> None:
    path.write_text(
        '[feeds."https://example.org/"]\nevery_minutes = 30\nuser = "ada"\nfull_text = "all"\n'
        'headers = { "X-Key" = 77777, Accept = "text/xml" }\n'
    )

    loaded = load_settings(path)

    assert loaded.settings.of_feed("https://example.org/") == FeedSettings(
        every_minutes=30, user="ada", headers={"Accept": "text/xml"}
    )
    assert [each.line for each in loaded.complaints] == [4, 5]
    # It may be a password, and complaints come into logs.
    assert "77777" not in str(loaded.complaints)


@pytest.mark.parametrize(
    ("document", "line", "words"),
    [
        (b"theme = ", 1, "cannot be understood from here on: invalid value"),
        (b'\n[refresh\ntheme = "ink"', 2, "cannot be understood from here on"),
        (b'a = 1\ntheme = "ink', 2, "cannot be understood from here on"),
        (b"\ntheme = paper", 2, 'Text stands in quotes: "paper".'),
        (b"[refresh]\nautomatic = True", 2, "Write true."),
        (b"[refresh]\n[list]\n[refresh]\n", 3, "twice"),
        (b"\xff\xfet\x00", None, "is not UTF-8 text; save it as such"),
        (b"x = " + b"[" * 100_000, None, "nested too deeply"),
        (b"x = " + b"9" * 10_000, None, "too many digits"),
    ],
    ids=[
        "no value",
        "no bracket",
        "no quote",
        "no quotes",
        "a flag with a capital",
        "a table twice",
        "UTF-16",
        "100,000 brackets",
        "10,000 digits",
    ],
)
def test_a_file_that_is_no_toml_says_where_and_everything_has_its_default(
    path: Path, document: bytes, line: int | None, words: str
) -> None:
    path.write_bytes(document)

    loaded = load_settings(path)

    (complaint,) = loaded.complaints
    assert complaint.line == line
    assert words in complaint.text
    assert complaint.text.endswith("All settings have their defaults.")
    assert "\n" not in complaint.text
    assert loaded.settings == Settings()


def test_a_folder_in_its_place_is_named(path: Path) -> None:
    path.mkdir()

    loaded = load_settings(path)

    assert [str(each) for each in loaded.complaints] == [
        "The file cannot be read: is a directory. All settings have their defaults."
    ]


@pytest.mark.parametrize("value", ["at-end", "on-open", "by-hand", "after:1", "after:9999"])
def test_what_marks_read_is_one_of_four_ways(path: Path, value: str) -> None:
    path.write_text(f'[reading]\nmark_read = "{value}"\n')

    assert load_settings(path).settings.reading.mark_read == value


@pytest.mark.parametrize("value", ["", "never", "after", "after:0", "after:-3", "after:10000", "at-end "])
def test_another_way_of_marking_read_is_refused(path: Path, value: str) -> None:
    path.write_text(f'[reading]\nmark_read = "{value}"\n')

    loaded = load_settings(path)

    assert loaded.settings.reading.mark_read == "at-end"
    assert '"at-end", "on-open", "by-hand" or "after:20"' in loaded.complaints[0].text


def test_whoever_knows_more_complains_in_the_same_way(path: Path) -> None:
    path.write_text('theme = "dusk"\n[refresh]\nat_start = 1\n')

    loaded = load_settings(path).with_faults([Fault(("theme",), "is no theme.")])

    assert [str(each) for each in loaded.complaints] == [
        "line 1: theme is no theme.",
        "line 3: refresh.at_start must be true or false, not 1. Its default is used.",
    ]


def test_a_default_that_is_at_fault_has_no_line() -> None:
    loaded = Loaded(Settings()).with_faults([Fault(("theme",), "is no theme.")])

    assert [str(each) for each in loaded.complaints] == ["theme is no theme."]


def test_a_table_for_a_feed_that_nobody_has_is_named_with_the_address_that_was_meant(path: Path) -> None:
    path.write_text('[feeds."https://a.example/feed"]\n[feeds."https://b.example/rss"]\n')
    loaded = load_settings(path)

    faults = unknown_feeds(loaded.settings, ["https://a.example/feed", "https://b.example/rss/"])

    assert [str(each) for each in loaded.with_faults(faults).complaints] == [
        'line 2: feeds."https://b.example/rss" is the address of no feed. Did you mean https://b.example/rss/?'
    ]


def test_ten_thousand_faults_are_all_named(path: Path) -> None:
    path.write_text("".join(f"wrong{number} = {number}\n" for number in range(10_000)))

    loaded = load_settings(path)

    assert len(loaded.complaints) == 10_000
    assert loaded.complaints[-1].line == 10_000
    assert msgspec.structs.replace(loaded, complaints=()).settings == Settings()
