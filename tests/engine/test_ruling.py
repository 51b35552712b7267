"""The user's rules are carried out on what a refresh brought, and cost nothing where there are none."""

from __future__ import annotations

import subprocess
import sys

from tests.building import NOW, add_feed, new_article

from newsreader.engine.ruling import carry_out_rules
from newsreader.engine.tools import Tools
from newsreader.query.kept import RuleAction
from newsreader.store import Store

WITHOUT_RULES = """
import asyncio, sys
from pathlib import Path
from newsreader.engine.ruling import carry_out_rules
from newsreader.engine.tools import opened_tools
from newsreader.store import Store

async def run():
    async with opened_tools(Store.open(Path(sys.argv[1]), Path(sys.argv[2]), now=0)) as tools:
        await carry_out_rules(tools)

asyncio.run(run())
print(*sys.modules)
"""


def arrive(store: Store, title: str) -> None:
    store.refreshing.write_articles(1, [new_article(title)], (), now=NOW)


def starred(store: Store) -> int:
    return store.articles.counts(since=0).starred


async def test_a_rule_that_is_made_later_leaves_alone_what_arrived_before(tools: Tools) -> None:
    add_feed(tools.store, "Harbour")
    arrive(tools.store, "Football")
    await carry_out_rules(tools)

    tools.store.rules.save("r", "football", RuleAction.STAR, now=NOW)
    await carry_out_rules(tools)
    assert starred(tools.store) == 0

    arrive(tools.store, "Football again")
    await carry_out_rules(tools)
    assert starred(tools.store) == 1


async def test_what_arrived_while_there_was_no_rule_is_passed_by(tools: Tools) -> None:
    add_feed(tools.store, "Harbour")
    arrive(tools.store, "Football")
    await carry_out_rules(tools)
    after, upto = tools.store.arrival.unseen(now=NOW)

    assert after == upto == 1


def test_without_rules_the_query_language_is_not_imported(store: Store) -> None:
    command = [sys.executable, "-c", WITHOUT_RULES, str(store.path), str(store.path.parent / "backups")]

    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout

    assert "newsreader.engine.ruling" in printed.split()
    assert not {"newsreader.store.rules", "newsreader.query.parser"} & set(printed.split())
