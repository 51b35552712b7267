"""Measure extraction on the real pages in ../shared: quality, metadata, time, and what each rule is worth.

    python tests/benchmarks/extraction.py                  the table of both sets
    python tests/benchmarks/extraction.py --ablate         F1 on AEB with each rule switched off alone
    python tests/benchmarks/extraction.py --predictions F  also write what was extracted, for score_extraction.py

The measure is that of article-extraction-benchmark: 4-word shingles, precision and recall averaged over pages, F1 their
harmonic mean, accuracy the share of pages whose words are all equal.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsreader.articles.pages import explain_page
from newsreader.articles.work import Rule
from newsreader.blocks import body_text, full_text
from newsreader.errors import ExtractionFailed
from newsreader.model import Page

PAGES = Path(__file__).resolve().parents[3] / "shared" / "data" / "pages"
_SHINGLE = 4
_MOZILLA_URL = "http://fakehost/test/page.html"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Sample:
    """A saved page and what is true of it."""

    id: str
    html: bytes
    url: str
    truth: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How well one page was extracted."""

    precision: float
    recall: float
    is_exact: bool


def samples(name: str) -> Iterator[Sample]:
    """Yield the pages of a set: "aeb" or "mozilla"."""
    truth = json.loads((PAGES / name / "truth.json").read_text("utf-8"))
    for id_ in sorted(truth):
        html = gzip.decompress((PAGES / name / "pages" / f"{id_}.html.gz").read_bytes())
        yield Sample(id_, html, truth[id_].get("url") or _MOZILLA_URL, truth[id_])


def words(text: str) -> list[str]:
    """Return the words as the measure counts them."""
    return re.findall(r"\w+", text or "")


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    found = words(text)
    return Counter(tuple(found[at : at + _SHINGLE]) for at in range(max(1, len(found) - _SHINGLE + 1) if found else 0))


def score(truth: str, given: str) -> Score:
    """Return how well the given text fits the true one."""
    wanted, got = _shingles(truth), _shingles(given)
    common = sum((wanted & got).values())
    precision = common / sum(got.values()) if got else float(not wanted)
    recall = common / sum(wanted.values()) if wanted else 1.0
    return Score(precision, recall, words(truth) == words(given))


def harmonic(scores: list[Score]) -> float:
    """Return F1 of the mean precision and the mean recall."""
    precision = statistics.mean(score.precision for score in scores)
    recall = statistics.mean(score.recall for score in scores)
    return 2 * precision * recall / (precision + recall)


def prediction(id_: str, page: Page) -> dict[str, str | None]:
    """Return a page as `newsreader extract --json` prints it."""
    published = datetime.fromtimestamp(page.published, UTC).isoformat() if page.published is not None else None
    return {
        "id": id_,
        "title": page.title,
        "byline": page.byline,
        "published": published,
        "lang": page.language,
        "text": body_text(page.blocks),
        "full": full_text(page.blocks),
    }


def metadata_table(rows: list[tuple[Sample, dict[str, str | None]]]) -> str:
    """Return the share of pages, of those whose truth has it, for which each piece of metadata is right."""
    parts = []
    for name, equal in (
        ("title", _same_words),
        ("byline", _same_words),
        ("published", _same_day),
        ("lang", _same_lang),
    ):
        having = [(sample.truth[name], row[name] or "") for sample, row in rows if sample.truth.get(name)]
        if having:
            right = sum(equal(truth, given) for truth, given in having)
            parts.append(f"{name} {right}/{len(having)} {right / len(having):.1%}")
    return "   ".join(parts)


def _same_words(truth: str, given: str) -> bool:
    return words(truth.lower()) == words(given.lower())


def _same_day(truth: str, given: str) -> bool:
    return truth[:10] == given[:10]


def _same_lang(truth: str, given: str) -> bool:
    return truth[:2].lower() == given[:2].lower()


def measure(name: str, field: str, predictions: Path | None) -> None:
    """Print the table of one set."""
    scores, times, rows = [], [], []
    for sample in samples(name):
        start = time.process_time()
        page = explain_page(sample.html, url=sample.url).page
        times.append(time.process_time() - start)
        rows.append((sample, prediction(sample.id, page)))
        scores.append(score(sample.truth["text"], rows[-1][1][field] or ""))
    say(f"{name}: {len(scores)} pages, scored on {field!r}")
    say(
        f"  F1 {harmonic(scores):.4f}   precision {statistics.mean(s.precision for s in scores):.4f}   "
        f"recall {statistics.mean(s.recall for s in scores):.4f}   "
        f"accuracy {statistics.mean(s.is_exact for s in scores):.3f}"
    )
    say(f"  CPU {statistics.mean(times) * 1000:.0f} ms a page, longest {max(times) * 1000:.0f} ms")
    if table := metadata_table(rows):
        say(f"  {table}")
    if predictions is not None:
        path = predictions.with_name(f"{predictions.stem}-{name}.jsonl")
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for _, row in rows), "utf-8")


def ablate() -> None:
    """Print what F1, accuracy and, on the Mozilla pages, recall lose with each rule switched off alone."""
    sets = {"aeb": ("text", list(samples("aeb"))), "mozilla": ("full", list(samples("mozilla")))}

    def run(without: frozenset[Rule]) -> dict[str, list[Score]]:
        return {
            name: [score(sample.truth["text"], _extracted(sample, without)[field] or "") for sample in pages]
            for name, (field, pages) in sets.items()
        }

    base = run(frozenset())
    say(f"{'without':<16} {'F1 aeb':>9} {'accuracy':>9} {'helped/hurt':>12} {'F1 mozilla':>11}")
    say(
        f"{'(all rules on)':<16} {harmonic(base['aeb']):>9.4f} {_accuracy(base['aeb']):>9.3f} "
        f"{'':>12} {harmonic(base['mozilla']):>11.4f}"
    )
    for rule in Rule:
        result = run(frozenset({rule}))
        helped = sum(_one(b) > _one(r) + 0.003 for b, r in zip(base["aeb"], result["aeb"], strict=True))
        hurt = sum(_one(b) < _one(r) - 0.003 for b, r in zip(base["aeb"], result["aeb"], strict=True))
        say(
            f"{rule:<16} {harmonic(result['aeb']) - harmonic(base['aeb']):>+9.4f} "
            f"{_accuracy(result['aeb']) - _accuracy(base['aeb']):>+9.3f} {f'{helped}/{hurt}':>12} "
            f"{harmonic(result['mozilla']) - harmonic(base['mozilla']):>+11.4f}"
        )


def _extracted(sample: Sample, without: frozenset[Rule]) -> dict[str, str | None]:
    try:
        return prediction(sample.id, explain_page(sample.html, url=sample.url, without=without).page)
    except ExtractionFailed:
        return {"text": "", "full": ""}


def _one(score: Score) -> float:
    total = score.precision + score.recall
    return 2 * score.precision * score.recall / total if total else 0.0


def _accuracy(scores: list[Score]) -> float:
    return statistics.mean(score.is_exact for score in scores)


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--predictions", type=Path)
    arguments = parser.parse_args()
    if not PAGES.is_dir():
        sys.exit(f"needs the pages in {PAGES}")
    if arguments.ablate:
        ablate()
        return
    measure("aeb", "text", arguments.predictions)
    measure("mozilla", "full", arguments.predictions)


if __name__ == "__main__":
    main()
