"""Names are found where they stand, whatever way TOML allows to write them."""

from __future__ import annotations

import pytest

from newsreader.settings.positions import Position, positions


@pytest.mark.parametrize(
    ("document", "path", "place"),
    [
        ("a = 1", ("a",), (1, 1)),
        ("\r\n# a = 2\r\n  a = 1", ("a",), (3, 3)),
        ("[b]\na = 1", ("b", "a"), (2, 1)),
        ("[ b . c ]\na = 1", ("b", "c", "a"), (2, 1)),
        ("[b.c]", ("b", "c"), (1, 4)),
        ("[[b]]\na = 1\n[[b]]\na = 2", ("b", "a"), (2, 1)),
        ('["b.c"]\n"a=#" = 1', ("b.c", "a=#"), (2, 1)),
        ("['b\"']\na = 1", ('b"', "a"), (2, 1)),
        ('"\\u0061" = 1', ("a",), (1, 1)),
        ('"" = 1', ("",), (1, 1)),
        ("b.c.a = 1.5", ("b", "c", "a"), (1, 5)),
        ("b = { c = 1, d = { a = 2 } }", ("b", "d", "a"), (1, 20)),
        ("b = [1, [2, 3], { a = 1 }]\na = 1", ("a",), (2, 1)),
        ("b = [ # ]\n1,\n]\na = 1", ("a",), (4, 1)),
        ('b = """\na = 2\n\\"""\n"""\na = 1', ("a",), (5, 1)),
        ("b = '''\na = 2\n'''\na = 1", ("a",), (4, 1)),
        ('b = """x"""""\na = 1', ("a",), (2, 1)),
        ('b = ""\nc = """"""\na = 1', ("a",), (3, 1)),
        ('b = "\\\\"\na = 1', ("a",), (2, 1)),
        ("b = 1979-05-27T07:32:00Z\na = 1", ("a",), (2, 1)),
        ('b = "# [c]"\na = 1 # a = 2', ("a",), (2, 1)),
        ("x = 1\n\x27é\x27 = 1", ("é",), (2, 1)),
    ],
)
def test_a_name_is_found(document: str, path: tuple[str, ...], place: tuple[int, int]) -> None:
    assert positions(document)[path] == Position(*place)


@pytest.mark.parametrize("document", ["", "=", "]", "[", "{", "a", "a =", '"', "a.", "[[", "a = {", "\x00"])
def test_what_is_no_toml_is_passed_over(document: str) -> None:
    assert len(positions(document)) <= 1
