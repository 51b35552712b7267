"""From `[keys]` in settings.toml to the keys in force."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.commands import COMMANDS, Place, Step
from newsreader.tui.keymap import DEFAULT, Keymap, keymap_of
from newsreader.tui.keys import KeyReader
from newsreader.tui.presets import PRESETS

PANES = (Place.FEEDS, Place.ARTICLES, Place.ARTICLE)


def of(document: str) -> Keymap:
    return keymap_of(tomllib.loads(document))


def meant(keymap: Keymap, strokes: str, place: Place = Place.ARTICLES) -> str:
    """Return the id of the command that these strokes lead to, or nothing."""
    reader = KeyReader(keymap.commands)
    for stroke in strokes.split():
        pressed = reader.press(stroke, place)
    return pressed.command.id if pressed.command else ""


def faults(keymap: Keymap) -> list[str]:
    return [f"{'.'.join(fault.path)} {fault.words}" for fault in keymap.faults]


def test_who_sets_nothing_has_the_keys_of_the_registry() -> None:
    assert keymap_of({}) is DEFAULT
    assert DEFAULT.commands == COMMANDS


def test_a_command_has_the_keys_of_the_user_and_no_others() -> None:
    keymap = of('"mark.star" = ["ctrl+s", "gS"]')

    assert [meant(keymap, keys) for keys in ("ctrl+s", "g S", "s")] == ["mark.star", "mark.star", ""]
    assert keymap.changed == {"mark.star"}
    assert keymap.faults == ()


def test_an_empty_list_takes_the_keys_away() -> None:
    assert meant(of('"list.mark_read" = []'), "A") == ""


@pytest.mark.parametrize("document", ['"mark.star" = ["ctrl+s"]', 'mark.star = ["ctrl+s"]', 'mark.star = "ctrl+s"'])
def test_a_name_with_or_without_quotes_and_one_key_without_a_list_mean_the_same(document: str) -> None:
    assert meant(of(document), "ctrl+s") == "mark.star"


def test_two_commands_change_their_keys_with_each_other() -> None:
    keymap = of('"mark.star" = ["m"]\n"mark.read" = ["s"]')

    assert (meant(keymap, "m"), meant(keymap, "s")) == ("mark.star", "mark.read")
    assert keymap.faults == ()


def test_a_command_of_two_places_gets_its_keys_in_both_or_in_the_one_that_is_named() -> None:
    both, one = of('"pane.open" = ["ctrl+o"]'), of('"pane.open" = { feeds = ["ctrl+o"] }')

    assert [meant(both, "ctrl+o", place) for place in PANES] == ["pane.open", "pane.open", ""]
    assert [meant(one, "ctrl+o", place) for place in PANES] == ["pane.open", "", ""]
    assert [meant(one, "enter", place) for place in PANES] == ["", "pane.open", ""]


def test_a_key_in_a_named_place_goes_before_that_of_everywhere() -> None:
    keymap = of('"feed.next" = { articles = ["j"] }')

    assert [meant(keymap, "j", place) for place in PANES] == ["cursor.down", "feed.next", "cursor.down"]
    assert meant(keymap, "}") == "feed.next"
    assert keymap.faults == ()


@pytest.mark.parametrize(
    ("document", "path", "words"),
    [
        ('"mark.star" = ["n"]', "mark.star", "cannot have n: that is the key of article.next_unread, everywhere"),
        ('"mark.star" = ["/"]', "mark.star", "of list.search, everywhere"),
        ('"link.hint" = ["j"]', "link.hint", "of cursor.down"),
        ('"mark.star" = ["g"]', "mark.star", "would hide gg"),
        ('"mark.star" = ["m x"]', "mark.star", "m goes before it, the key of mark.read"),
        ('"mark.star" = ["x"]\n"article.flip" = ["x"]', "article.flip", "of mark.star"),
        ('"mark.star" = ["spce"]', "mark.star", "did you mean 'space'?"),
        ('"mark.star" = ["5 x"]', "mark.star", "begins a count"),
        ('"mark.star" = ["ctrl+q"]', "mark.star", "always quits"),
        ('"mark.star" = 5', "mark.star", "no list of keys"),
        ('"mark.star" = [5]', "mark.star", "no list of keys"),
        ('"mark.sta" = ["x"]', "mark.sta", "is no command (did you mean 'mark.star'?)"),
        ("mark.sta = []", "mark.sta", "is no command"),
        ("mark = 3", "mark", "is no command"),
        ('"pane.open" = { article = ["x"] }', "pane.open.article", "no place of this command; it has: feeds, articles"),
        ('preset = "emacs"', "preset", "there are: default, newsboat, vim"),
        ("preset = 1", "preset", "there are"),
        ('langmap = "cyrilic"', "langmap", "there are cyrillic and greek"),
        ("langmap = 1", "langmap", 'neither "cyrillic"'),
        ("macros = 1", "macros", "is no table"),
        ('macros."g o" = "mark.read"', "macros.g o", "no list of commands"),
        ('macros."g o" = []', "macros.g o", "no list of commands"),
        (
            'macros."g o" = ["mark.reads"]',
            "macros.g o",
            "step 'mark.reads', which is no command (did you mean 'mark.read'",
        ),
        ('macros."g o" = ["0 mark.read"]', "macros.g o", "count '0'"),
        ('macros."g o" = ["x mark.read"]', "macros.g o", "count 'x'"),
        ('macros."g g" = ["mark.read"]', "macros.g g", "of cursor.top"),
        ('macros."g o" = [":nix"]', "macros.g o", "has the line ':nix': There is no command"),
        ('macros."nokey" = ["mark.read"]', "macros.nokey", "no key is called"),
        ('macros."g o" = ["mark.read"]\nmacros."go" = ["mark.star"]', "macros.go", "stands there twice"),
    ],
)
def test_what_cannot_be_is_named_with_its_setting_and_the_rest_stays_as_it_was(
    document: str, path: str, words: str
) -> None:
    keymap = of(document)

    (fault,) = faults(keymap)
    assert fault.startswith(f"keys.{path} ")
    assert words in fault
    assert (meant(keymap, "n"), meant(keymap, "g g"), meant(keymap, "j")) == (
        "article.next_unread",
        "cursor.top",
        "cursor.down",
    )


def test_a_command_whose_keys_are_all_taken_keeps_those_it_had() -> None:
    keymap = of('"mark.star" = ["n", "j"]')

    assert meant(keymap, "s") == "mark.star"
    assert keymap.changed == frozenset()
    assert len(keymap.faults) == 2


def test_of_several_keys_those_that_are_free_are_used() -> None:
    keymap = of('"mark.star" = ["n", "ctrl+s"]')

    assert [meant(keymap, keys) for keys in ("ctrl+s", "s", "n")] == ["mark.star", "", "article.next_unread"]


def test_a_macro_has_its_steps_with_their_counts() -> None:
    keymap = of('[macros]\n"g o" = ["article.browse", "mark.read", "3 article.next"]')

    macro = keymap.commands[-1]
    assert meant(keymap, "g o") == macro.id
    assert macro.steps == (Step("article.browse"), Step("mark.read"), Step("article.next", 3))
    assert macro.label == "Open in the browser · Mark read or unread · 3 × Next article"


def test_a_macro_may_have_a_name() -> None:
    keymap = of('[macros]\n"g o" = { name = "Open and go on", steps = ["article.browse", "article.next"] }')

    assert (keymap.commands[-1].label, len(keymap.commands[-1].steps)) == ("Open and go on", 2)


def test_the_program_can_always_be_left_with_one_key() -> None:
    keymap = of('"program.quit" = []')

    assert [meant(keymap, keys) for keys in ("Q", "ctrl+q")] == ["", "program.quit"]


def test_a_character_that_the_user_made_a_key_is_not_mapped() -> None:
    keymap = of('langmap = ["cyrillic", "greek"]\n"mark.star" = ["ы"]')

    assert [keymap.meant(stroke) for stroke in ("о", "ξ", "ы", "j", "ctrl+d")] == ["j", "j", "ы", "j", "ctrl+d"]


def test_the_first_key_of_a_command_can_be_named_in_words() -> None:
    keymap = of('"mark.star" = ["ctrl+s"]\n"mark.undo" = []')

    assert [keymap.key_of(command) for command in ("mark.star", "go.all", "mark.undo")] == ["Ctrl-S", "ga", ""]


def test_the_footer_shows_the_keys_in_force() -> None:
    hints = of('"mark.star" = ["ctrl+s"]\n"mark.undo" = []').footer_hints(Place.ARTICLES)

    assert ("Ctrl-S", "star") in hints
    assert "undo" not in [word for _, word in hints]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_right_in_itself_and_leaves_no_command_without_a_key(preset: str) -> None:
    keymap = keymap_of({"preset": preset})

    assert keymap.faults == ()
    assert keymap.changed == frozenset()
    with_key = {command.id for command in keymap.commands if command.keys}
    assert {command.id for command in COMMANDS if command.keys} <= with_key


@pytest.mark.parametrize("preset", PRESETS)
def test_each_key_of_a_preset_leads_to_its_command(preset: str) -> None:
    keymap = keymap_of({"preset": preset})

    for command in keymap.commands:
        if command.place is not Place.FOUND:
            place = Place.ARTICLE if command.place is Place.EVERYWHERE else command.place
            hidden = [
                keys for other in keymap.commands if other.place is place is not command.place for keys in other.keys
            ]
            for keys in command.keys:
                assert keys in hidden or meant(keymap, keys, place) == command.id


@pytest.mark.parametrize(
    ("keys", "command"),
    [
        ("j", "feed.next"),
        ("k", "feed.previous"),
        ("J", "article.next"),
        ("ctrl+n", "feed.next_unread"),
        ("ctrl+p", "feed.previous_unread"),
        ("N", "mark.read"),
        ("l", "list.unread_only"),
        ("u", "link.list"),
        ("A", "list.mark_read"),
        ("o", "article.browse"),
        ("O", "article.browse_read"),
        ("g d", "list.by_date"),
        ("n", "article.next_unread"),
        ("r", "feed.refresh"),
        ("R", "feed.refresh_all"),
        ("?", "program.help"),
        ("Q", "program.quit"),
    ],
)
def test_newsboats_keys_do_what_they_do_there(keys: str, command: str) -> None:
    assert meant(of('preset = "newsboat"'), keys) == command


@pytest.mark.parametrize(
    ("keys", "command"), [("Z Z", "program.quit"), ("ctrl+w w", "pane.next"), ("g x", "article.browse")]
)
def test_vims_keys_do_what_they_do_there(keys: str, command: str) -> None:
    assert meant(of('preset = "vim"'), keys) == command


def test_the_users_keys_go_before_those_of_the_preset() -> None:
    keymap = of('preset = "vim"\n"program.quit" = ["Q"]\n"mark.star" = ["Z"]')

    assert (meant(keymap, "Z"), keymap.faults) == ("mark.star", ())


WORDS = [*(command.id for command in COMMANDS), "preset", "langmap", "macros", "mark", "x"]
VALUES = st.recursive(
    st.sampled_from(["j", "g", "g s", "5", "ctrl+q", "nokey", "vim", "greek", 5, True, "mark.read", "3 mark.star"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*WORDS, *Place, "g o"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=6))
def test_whatever_stands_there_each_stroke_means_one_thing(table: dict[str, object]) -> None:
    keymap = keymap_of(table)

    assert {command.id for command in COMMANDS} <= {command.id for command in keymap.commands}
    for place in Place:
        keys = [each for command in keymap.commands if command.place is place for each in command.keys]
        assert len(keys) == len(set(keys))
        assert not any(longer.startswith(f"{each} ") for each in keys for longer in keys)
