from __future__ import annotations

from pathlib import Path

from tests.articles.making import PROSE, TITLE, page, paragraphs

from newsreader.articles.pages import explain_page, extract_page, page_links
from newsreader.articles.siterules import read_rules, shipped_rules
from newsreader.blocks import body_text

URL = "https://www.islands.example/ferry?page=1"
HTML = page(
    f"<div class=teasers>{paragraphs()}{paragraphs()}</div>"
    f"<h1>{TITLE}</h1><div class=odd><p class=ours>Ours.</p><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div>"
    "<a class=all href='/ferry/all'>All on one page</a><a class=more href='/ferry?page=2'>Next</a>"
)


def rules(tmp_path: Path, text: str) -> Path:
    (tmp_path / "islands.toml").write_text(text, "utf-8")
    return tmp_path


def test_the_shipped_rules_are_all_readable() -> None:
    assert shipped_rules().problems == ()
    assert shipped_rules().rule_for("https://en.wikipedia.org/wiki/Ferry") is not None


def test_no_shipped_rule_names_the_seed_page() -> None:
    assert not any("dw." in site for rule in shipped_rules().rules for site in rule.sites)


def test_a_rule_of_ones_own_chooses_and_strips(tmp_path: Path) -> None:
    own = read_rules(rules(tmp_path, 'sites = ["islands.example"]\ncontent = [".odd"]\nstrip = ".ours"'))

    found = extract_page(HTML, url=URL, rules=own)

    assert body_text(found.blocks) == f"{PROSE[0]}\n\n{PROSE[1]}"


def test_ones_own_rule_comes_before_the_shipped_one(tmp_path: Path) -> None:
    own = read_rules(rules(tmp_path, 'sites = ["wikipedia.org"]\ncontent = [".mine"]'))

    rule = own.rule_for("https://de.wikipedia.org/wiki/Fähre")

    assert rule is not None
    assert rule.name == "islands.toml"


def test_a_rule_that_finds_nothing_is_passed_over_and_says_so(tmp_path: Path) -> None:
    own = read_rules(rules(tmp_path, 'sites = ["islands.example"]\ncontent = [".gone"]'))

    explained = explain_page(HTML, url=URL, rules=own)

    assert explained.page.blocks
    assert any(step.action == "passed over" for step in explained.steps)


def test_a_broken_file_is_told_and_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("sites = [", "utf-8")
    (tmp_path / "b.toml").write_text('sites = ["b.example"]\ncontent = ["p[["]', "utf-8")
    (tmp_path / "c.toml").write_text('sites = ["c.example"]\nkontent = ["p"]', "utf-8")
    (tmp_path / "d.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "e.toml").write_text('content = ["p"]', "utf-8")
    (tmp_path / "f.toml").write_text('sites = ["f.example"]\ncontent = [3]', "utf-8")

    own = read_rules(tmp_path)

    assert [problem.split(" ")[0] for problem in own.problems] == [f"{name}.toml" for name in "abcdef"]
    assert own.rules == shipped_rules().rules


def test_links_to_the_rest_of_an_article_come_from_the_rule(tmp_path: Path) -> None:
    own = read_rules(rules(tmp_path, 'sites = ["islands.example"]\nsingle_page = "a.all"\nnext_page = "a.more"'))

    links = page_links(HTML, url=URL, rules=own)

    assert links.single_page == "https://www.islands.example/ferry/all"
    assert links.next_page == "https://www.islands.example/ferry?page=2"
    assert page_links(HTML, url="https://other.example/", rules=own).next_page is None


def test_no_folder_means_only_the_shipped_rules(tmp_path: Path) -> None:
    assert read_rules(tmp_path / "none").rules == shipped_rules().rules
