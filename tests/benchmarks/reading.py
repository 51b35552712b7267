"""Measure what stands between an article and the screen: laying it out, and painting the lines that are in sight.

    python tests/benchmarks/reading.py            CPU time of 1,500 and 30,000 words in several scripts
    python tests/benchmarks/reading.py --width 45

Opening an article and every step of resizing the window cost one layout, scrolling by a page costs one screen of lines.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable

from rich.style import Style

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.text import count_words
from newsreader.tui.inks import ROLES
from newsreader.tui.layout import lay_out
from newsreader.tui.painting import paint_line

LENGTHS = (1_500, 30_000)
_PARAGRAPH_WORDS = 75
_SCREEN_LINES = 48
_ROUNDS = 7
_INKS = {role: Style(bold=True) for role in ROLES}


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def ascii_word(chance: random.Random) -> str:
    """Return a made-up word and a blank."""
    return "".join(chance.choices("etaoinshrdlu", k=chance.randint(1, 10))) + " "


def accented_word(chance: random.Random) -> str:
    """Return a made-up word in which one letter in ten has an accent, and a blank."""
    return "".join(chance.choices("etaoinshré’", k=chance.randint(1, 10))) + " "


def chinese_word(chance: random.Random) -> str:
    """Return two Han characters, which count as a word, with a stop behind one word in eight."""
    return "".join(chr(chance.randint(0x4E00, 0x9000)) for _ in range(2)) + ("。" if chance.random() < 0.125 else "")


def korean_word(chance: random.Random) -> str:
    """Return two syllables, which count as a word, with a blank behind every other word."""
    return "".join(chr(chance.randint(0xAC00, 0xD7A3)) for _ in range(2)) + chance.choice(["", " "])


def article(word: Callable[[random.Random], str], words: int) -> Blocks:
    """Return paragraphs with a link each, of so many words together."""
    chance = random.Random(1)
    texts = ("".join(word(chance) for _ in range(_PARAGRAPH_WORDS)).strip() for _ in range(words // _PARAGRAPH_WORDS))
    link = (Span(20, 60, SpanKind.LINK, "https://example.org/"),)
    return tuple(Block(BlockKind.PARAGRAPH, text, link) for text in texts)


def table(rows: int) -> Blocks:
    """Return a table of eight columns."""
    return tuple(Block(BlockKind.ROW, "\t".join(f"row {row}, {n}" for n in range(8))) for row in range(rows))


def cpu_ms(work: Callable[[], object]) -> float:
    """Return the least CPU time of several rounds: the others met a busy machine."""
    times = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return 1000 * min(times)


def measure(name: str, blocks: Blocks, width: int) -> None:
    """Print one row."""
    layout = lay_out(blocks, width)
    screen = layout.lines[:_SCREEN_LINES]
    laying = cpu_ms(lambda: lay_out(blocks, width))
    painting = cpu_ms(lambda: [paint_line(line, blocks, layout, _INKS) for line in screen])
    words = sum(count_words(block.text) for block in blocks)
    say(
        f"{name:24} {words:7,} words {len(layout.lines):7,} lines   layout {laying:7.2f} ms   screen {painting:6.2f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--width", type=int, default=76, help="cells of a line (76)")
    width = parser.parse_args().width
    for name, word in (
        ("ASCII", ascii_word),
        ("accents", accented_word),
        ("Han", chinese_word),
        ("Hangul", korean_word),
    ):
        for words in LENGTHS:
            measure(name, article(word, words), width)
    measure("table of 2,000 rows", table(2_000), width)


if __name__ == "__main__":
    main()
