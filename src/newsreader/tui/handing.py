"""Hand articles to a program: one that has a name in the settings, or a command line that is typed."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.programs.jobs import Job, jobs_of
from newsreader.programs.lines import fault_of, program_of
from newsreader.programs.running import Ended, Run
from newsreader.settings import CommandSettings, Shows
from newsreader.text import clean
from newsreader.tui.actions.marking import take_chosen
from newsreader.tui.commands import Place
from newsreader.tui.offering import Names
from newsreader.tui.question import Question

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_PROMPT = "pipe"
"""By this name the store keeps what was typed."""
_MOST = 100
"""Articles that are handed over at once."""
_HINT = "A command of yours, or a command line. Tab completes, Esc leaves; :command adds one from a list."


def ask_command(screen: ReadingScreen) -> None:
    """Ask what to hand the article, or those selected, to."""
    _chosen(screen)  # says at once where there is none

    def accept(typed: str) -> str | None:
        fault = hand_over(screen, typed.strip())
        if fault is None:
            screen.write(partial(screen.store.typed.keep, _PROMPT, typed.strip()))
        return fault

    named = Names({name: command.run for name, command in screen.settings.commands.items()})
    history = screen.store.typed.lines(_PROMPT)
    screen.status.ask(Question("| ", accept, hint=_HINT, complete=named.complete, history=history))


def hand_over(screen: ReadingScreen, typed: str) -> str | None:
    """Hand the articles to what was typed; return what is wrong with it, or None. Raises NotPossible."""
    command = screen.settings.commands.get(typed) or CommandSettings(run=typed)
    if (fault := fault_of(command.run)) is not None:
        return f"The command line {fault}."
    if shutil.which(program := program_of(command.run)) is None:
        return f"{program} was not found. Install it, or give its whole path."
    jobs = jobs_of(command, [screen.store.articles.get(each) for each in _chosen(screen)])
    take_chosen(screen)
    # By the screen itself: the prompt is gone by then.
    screen.call_next(_start, screen, typed, command, jobs)
    return None


def _chosen(screen: ReadingScreen) -> list[int]:
    """Return the ids of those that are selected, else of the one under the cursor. Raises NotPossible."""
    chosen = screen.article_list.chosen if screen.place is Place.ARTICLES else []
    if not chosen and screen.article_id is not None:
        chosen = [screen.article_id]
    if not chosen:
        raise NotPossible("There is no article to hand over here.")
    if len(chosen) > _MOST:
        raise NotPossible(f"{len(chosen):,} articles are too many at once; {_MOST} are the most.")
    return screen.lister.in_order(chosen)


def _start(screen: ReadingScreen, name: str, command: CommandSettings, jobs: Sequence[Job]) -> None:
    match command.shows:
        case Shows.OUTPUT:
            from newsreader.tui.screens.output import OutputScreen

            screen.app.push_screen(OutputScreen(screen, name, command.seconds, jobs))
        case Shows.TERMINAL:
            _lend_terminal(screen, name, jobs)
        case shows:
            _run_quietly(screen, name, command, jobs, says_last_words=shows is Shows.NOTICE)


def _lend_terminal(screen: ReadingScreen, name: str, jobs: Sequence[Job]) -> None:
    programs = screen.news_app.programs
    try:
        faults = [programs.lend_terminal(job.words, job.text, job.environment) for job in jobs]
    except NotPossible as error:
        screen.say(str(error), is_error=True)
        return
    wrong = next(filter(None, faults), "")
    screen.say(wrong or f"{name} is done.", is_error=bool(wrong))


def _run_quietly(
    screen: ReadingScreen, name: str, command: CommandSettings, jobs: Sequence[Job], *, says_last_words: bool
) -> None:
    """Run it beside the reader and say how it ended."""
    left = len(jobs)
    fault = ""

    def ended(result: Ended) -> None:
        nonlocal left, fault
        left -= 1
        if not result.is_done and not fault:
            fault = f"{name}: {result.reason} {clean(result.last_words)}".rstrip()
        if left == 0:
            words = (clean(result.last_words) if says_last_words else "") or "done."
            screen.say(fault or f"{name}: {words}", is_error=bool(fault))

    runs = [Run(job.words, job.text, seconds=command.seconds, environment=job.environment) for job in jobs]
    screen.news_app.programs.start(runs, ended)
    screen.status.say(f"{name} is running; {screen.keys.keymap.typed('feed.stop')} stops it.", is_lasting=True)
