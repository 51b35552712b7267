"""Fold text and cut it into the words that a search compares. Must not know queries, SQL or the screen.

The index and the question go through the same functions, so that what the eye takes for the same word is the same word:
case, accents, width, vowel points and ligatures do not count. In scripts without blanks between words (Han, kana, Thai,
Lao, Khmer, Burmese) and in hangul, whose particles cling to their nouns, a word is whatever stands anywhere in a run of
letters; the index holds such runs as overlapping pairs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

import msgspec

TOKENISER = 2
"""Version of all that decides about terms; the index stores it, and another one means that it must be made anew."""

MAX_TERM = 64
"""Characters of an index term. What is longer is no word but a checksum; it is found by its beginning."""

_SORTED_BY = 32
"""Characters of a title."""

# Not seen, or seen by readers of the Bible and the Koran only: vowel points, recitation marks, the stretch of Arabic
# letters, joiners, selectors, the silent iota below.
_UNSEEN = (
    r"\u00ad\u0345\u034f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640\u064b-\u0652"
    r"\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08d3-\u08e1"
    r"\u08e3-\u08ff\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
# Accents, hamza and nukta. Not the breve of й and ў: to their readers those are letters of their own (мой is not мои).
_ACCENT = (
    r"[\u0300-\u0305\u0307-\u036f\u0483-\u0489\u0653-\u0655\u093c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    r"|(?<![иу])\u0306"
)
# Letters that Unicode does not take apart, as people without them on their keyboard write them. The last of them are
# the Arabic and Persian spellings of alif, yā, hā and kāf.
_LETTERS = dict(zip("øłđðħŧıŋĸƒґٱىةیکہە", "olddhtinkfгايهيكهه", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"}

# What stands without blanks between its words, and hangul.
_UNSPACED = (
    r"\u3005-\u3007\u3031-\u3035\u303b\u303c\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    r"\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff"
    r"\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf"
    r"\u1000-\u103f\u1050-\u108f\u109a-\u109d\u1780-\u17d3\u17dc\u17dd"
)
# Han too. Apart from the others, since to `re` a class that goes beyond U+FFFF is a slow one.
_RARE_HAN = "[\U00020000-\U0003fffd]"
# What `fold` leaves as it is once it is in lower case: nearly all that most texts hold, and a look tells.
_UNCHANGED = (
    r"\x00-\x7f\u00a7\u00a9\u00ab\u00b0\u00b6\u00b7\u00bb\u2010\u2012-\u2016\u2018-\u2023\u2030\u20ac\u2190-\u2193"
    r"\u03b1-\u03c1\u03c3-\u03c9\u0430-\u044f\u0452\u0454-\u0456\u0458-\u045b\u045f\u05d0-\u05ea"
    r"\u060c\u061b\u061f\u0621\u0627\u0628\u062a-\u063a\u0641-\u0648\u064a\u067e\u0686\u0698\u06af"
    r"\u0905-\u0928\u092a-\u0930\u0932\u0933\u0935-\u0939\u093e-\u094d\u0964\u0e01-\u0e32\u0e34-\u0e4e"
    r"\u3001-\u3011\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uac00-\ud7a3"
)
# Frequent characters that `fold` changes whatever stands beside them: replaced one by one they take no time.
_FREQUENT = (
    dict(zip("áàâãäåąçćčéèêëęěíîïñńóôõöøłśšúùûüůýźżžёґ", "aaaaaaaccceeeeeeiiinnooooolssuuuuuyzzzег", strict=True))
    | {"ß": "ss", "ї": "і", "…": "...", "\u00a0": " "}
    | dict(zip("άέήίόύώ", "αεηιουω", strict=True))
    | dict(zip("أإآئةىیک", "ااايهييك", strict=True))
    | dict(zip("，：；？！（）", ",:;?!()", strict=True))
    | {"ำ": "\u0e4d\u0e32"}
)
_FREQUENT_SIGNS = "‘’“”„«»–—…•·\u00a0，。、"
"""Between words; often all that keeps a text from being ASCII."""
# Where signs that belong to letters, but are none to Python, are looked for.
_MARK_BLOCKS = ((0x0300, 0x1E00), (0x20D0, 0x2100), (0x3099, 0x309B), (0xA800, 0xAC00), (0xFE20, 0xFE30))


class Term(msgspec.Struct, frozen=True):
    """What the index is asked for."""

    text: str
    is_prefix: bool = False
    """Is every term wanted that begins with the text."""


def fold(text: str) -> str:
    """Return `text` without case, accents, width, points, ligatures: ё is е, ø is o, ß is ss. Signs and blanks stay."""
    lowered = text.lower()
    if text.isascii() or _is_unchanged(lowered):
        return lowered
    for character, plain in _FREQUENT.items():
        lowered = lowered.replace(character, plain)
    if _is_unchanged(lowered):
        return lowered
    apart = _pattern(_ACCENT).sub("", _taken_apart(text))
    for letter, plain in _LETTERS.items():
        apart = apart.replace(letter, plain)
    return unicodedata.normalize("NFC", _pattern(r"[^\D0-9]").sub(_plain_digit, apart))


def fold_case(text: str) -> str:
    """Return `text` without case and width but with its accents, as what stands in quotes is compared."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", _taken_apart(text))


def words_of(text: str) -> list[str]:
    """Return the folded words in their order; a run of a script without blanks is one."""
    return text.translate(_ASCII_BLANKS).split() if text.isascii() else cut_words(fold(text))


def title_key(title: str) -> str:
    """Return what a title is sorted by: its words, folded, without the signs between them, and not all if it is long.

    Titles that begin alike for so long are an edition of the same, and sorted by something else.
    """
    return " ".join(words_of(title))[:_SORTED_BY]


def cut_words(folded: str) -> list[str]:
    """Return the words of a text that is folded already, by `fold` or `fold_case`."""
    words: list[str] = _word().findall(folded.replace("_", " "))
    if _pattern(_ONE_UNSPACED).search(folded) is None and _pattern(_ONE_RARE).search(folded) is None:
        return words
    cut: list[str] = []
    for word in words:
        cut += [word] if word.isascii() else _pattern(_ALIKE).findall(word)
    return cut


def index_terms(text: str) -> set[str]:
    """Return what the index holds for `text`: each of its words once.

    Words, and of each run without blanks its overlapping pairs and its last character: any character of it begins a
    term, so that a question of one character is a prefix. No term holds blanks or ASCII signs: joined by blanks they
    pass FTS5's tokenizer `ascii` unchanged.
    """
    if not text.isascii():
        for sign in _FREQUENT_SIGNS:
            text = text.replace(sign, " ")
    if text.isascii():
        words = set(words_of(text))
        return words if max(map(len, words), default=0) <= MAX_TERM else {word[:MAX_TERM] for word in words}
    # Chunk by chunk, each once, since in most scripts most chunks are old acquaintances.
    encoded = text.encode("utf-8", "surrogatepass").translate(_BYTE_BLANKS)
    terms: set[str] = set()
    for chunk in set(encoded.decode("utf-8", "surrogatepass").split()):
        if chunk.isascii():
            terms.add(chunk[:MAX_TERM])
        else:
            terms.update(_known_chunk_terms(chunk) if len(chunk) <= _KNOWN_AT_MOST else _chunk_terms(chunk))
    return terms


def query_terms(text: str, *, is_prefix: bool = False) -> tuple[Term, ...]:
    """Return the terms that every text holds in which the words of `text` stand together.

    `is_prefix`: the last word may go on. The other direction does not hold where `is_decided_by_terms` says so.
    """
    words = words_of(text)
    terms: list[Term] = []
    for place, word in enumerate(words, 1):
        if not is_run(word):
            goes_on = is_prefix and place == len(words) and len(word) <= MAX_TERM
            terms.append(Term(word[:MAX_TERM], goes_on))
        elif len(word) == 1:
            terms.append(Term(word, is_prefix=True))
        else:
            terms += [Term(word[start : start + 2]) for start in range(len(word) - 1)]
    return tuple(dict.fromkeys(terms))


def is_decided_by_terms(text: str) -> bool:
    """Is every text with the terms of `query_terms(text)` a match: one word, or two characters of a run."""
    words = words_of(text)
    return len(words) == 1 and len(words[0]) <= (2 if is_run(words[0]) else MAX_TERM)


def is_run(word: str) -> bool:
    """Is a word from `words_of` of a script without blanks between words."""
    return word[0] > _LAST_SPACED and (word[0] >= _RARE_HAN[1] or _pattern(_ONE_UNSPACED).match(word) is not None)


def places(text: str, folding: Callable[[str], str] = fold) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters and its end, where in `text` it comes from.

    Made character by character, so some ten times slower than `fold`: for what is on the screen.
    """
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    folded: list[str] = []
    origins: list[int] = []
    for match in _pattern(rf"(?s:.)[{_marks()}{_UNSEEN}\u1161-\u11ff\uff9e\uff9f]*").finditer(text):
        piece = folding(match[0])
        folded.append(piece)
        origins += [match.start()] * len(piece)
    return "".join(folded), [*origins, len(text)]


@lru_cache(maxsize=4096)
def is_between(sign: str) -> bool:
    """May this character of a folded text stand between words: no letter, digit or mark."""
    return sign == "_" or _word().match(sign) is None


@lru_cache(maxsize=4096)
def is_spaced(sign: str) -> bool:
    """Does this character of a folded text belong to a word that ends where such characters end."""
    return not is_between(sign) and not is_run(sign)


_ALL_UNCHANGED = f"[{_UNCHANGED}]*"
_ALL_UNSEEN = f"[{_UNSEEN}]+"
_ONE_UNSPACED = f"[{_UNSPACED}]"
_ONE_RARE = "[^\x00-\uffff]"
_ALIKE = f"(?:[{_UNSPACED}]+|{_RARE_HAN}+)+|(?:(?!{_RARE_HAN})[^{_UNSPACED}])+"
_KNOWN_AT_MOST = 16
"""Characters of a chunk that is kept in mind. Longer ones are mostly sentences of Chinese, and never come again."""
_LAST_SPACED = "\u0e00"
"""Up to here no script goes without blanks."""

_ASCII_BLANKS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(0x80)}
_BYTE_BLANKS = bytes(ord(_ASCII_BLANKS[code]) if code in _ASCII_BLANKS else code for code in range(0x100))


def _chunk_terms(chunk: str) -> list[str]:
    terms: list[str] = []
    for word in cut_words(fold(chunk)):
        if is_run(word):
            terms += [word[place : place + 2] for place in range(len(word))]
        else:
            terms.append(word[:MAX_TERM])
    return terms


@lru_cache(maxsize=1 << 14)
def _known_chunk_terms(chunk: str) -> tuple[str, ...]:
    return tuple(_chunk_terms(chunk))


def _is_unchanged(lowered: str) -> bool:
    return _pattern(_ALL_UNCHANGED).fullmatch(lowered) is not None


def _taken_apart(text: str) -> str:
    """Return `text` decomposed, without case and without what is not seen."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _pattern(_ALL_UNSEEN).sub("", text)


def _plain_digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compile when first needed: the tables take milliseconds, and plain English needs none of them."""
    return re.compile(source)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[\w{_marks()}]+")


@cache
def _marks() -> str:
    """Return the signs that belong to letters, as the inside of a character class."""
    codes = {
        code for first, last in _MARK_BLOCKS for code in range(first, last) if unicodedata.category(chr(code))[0] == "M"
    }
    starts = sorted(code for code in codes if code - 1 not in codes)
    ends = sorted(code for code in codes if code + 1 not in codes)
    return "".join(f"\\u{start:04x}-\\u{end:04x}" for start, end in zip(starts, ends, strict=True))
