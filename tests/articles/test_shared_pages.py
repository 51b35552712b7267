"""The real pages of ../shared: the bars that extraction must not fall below. Times are for the benchmark."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.benchmarks.extraction import Score, harmonic, prediction, samples, score

from newsreader.articles.pages import extract_page
from newsreader.model import Page


def test_the_seed_page_loses_nothing_and_keeps_nothing_wrongly(shared: Path, tmp_path: Path) -> None:
    html = (shared / "data/seed/seed_page.html").read_bytes()
    row = prediction("seed_page", extract_page(html, url="https://news.example/japan/a-1"))
    result = tmp_path / "seed.json"
    result.write_text(json.dumps({**row, "text": row["full"]}), "utf-8")

    check = subprocess.run(
        [sys.executable, str(shared / "data/seed/check.py"), str(result)], capture_output=True, text=True, check=False
    )

    assert check.returncode == 0, check.stdout


@pytest.mark.parametrize(
    ("name", "field", "least_f1", "least_accuracy"),
    [("aeb", "text", 0.985, 0.57), ("mozilla", "full", 0.95, 0.2)],
)
def test_real_pages_stay_above_the_bar(
    shared: Path, name: str, field: str, least_f1: float, least_accuracy: float
) -> None:
    scores: list[Score] = []
    for sample in samples(name):
        page: Page = extract_page(sample.html, url=sample.url)
        text = prediction(sample.id, page)[field] or ""
        assert text, sample.id
        scores.append(score(sample.truth["text"], text))

    assert harmonic(scores) >= least_f1
    assert sum(one.is_exact for one in scores) / len(scores) >= least_accuracy
