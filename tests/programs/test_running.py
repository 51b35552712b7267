"""Real programs: what they print, how they end, and that none outlives its run."""

from __future__ import annotations

import os
import shlex
import sys
import threading
from pathlib import Path

import pytest
from tests.processes import gone_within, is_alive

from newsreader.programs.running import MAX_OUTPUT, Ending, Run, run_in_terminal, shown_text


def python(script: str, text: str = "", *, seconds: float = 30.0) -> Run:
    return Run([sys.executable, "-c", script], text, seconds=seconds)


def test_a_program_gets_the_text_and_what_it_prints_is_kept() -> None:
    ended = Run(["cat"], "Ærlig talt.\n", seconds=30).result()

    assert ended.ending is Ending.DONE
    assert ended.output == "Ærlig talt."
    assert ended.reason == ""


def test_a_megabyte_goes_through_both_ways() -> None:
    text = "0123456789abcde\n" * 60_000

    ended = Run(["cat"], text, seconds=30).result()

    assert ended.is_done
    assert ended.output == text.rstrip("\n")


def test_a_program_that_reads_nothing_does_no_harm() -> None:
    ended = Run(["true"], "x" * 5_000_000, seconds=30).result()

    assert ended.is_done


def test_a_status_and_what_was_said_about_it_are_kept() -> None:
    ended = python("import sys; print('half'); print('no such language', file=sys.stderr); sys.exit(3)").result()

    assert ended.ending is Ending.FAILED
    assert ended.output == "half"
    assert ended.errors == "no such language"
    assert ended.reason.endswith("ended with status 3.")
    assert ended.last_words == "half"


def test_a_program_that_is_not_there_says_so() -> None:
    ended = Run(["no-such-program-here"], "", seconds=30).result()

    assert ended.ending is Ending.NOT_STARTED
    assert ended.reason == "no-such-program-here does not start: no such file or directory."


def test_one_that_takes_too_long_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    script = f"sleep 600 & echo $! > {shlex.quote(str(note))}; echo begun; trap '' TERM; wait; sleep 600"

    ended = Run(["sh", "-c", script], "", seconds=2).result()

    assert ended.ending is Ending.TOO_LONG
    assert ended.output == "begun"
    assert "took longer than 2 s" in ended.reason
    assert gone_within(10, [int(note.read_text())])


def test_one_that_prints_without_end_is_stopped_and_its_beginning_is_kept() -> None:
    ended = Run(["yes"], "", seconds=60).result()

    assert ended.ending is Ending.TOO_MUCH
    assert len(ended.output) <= MAX_OUTPUT + 1
    assert ended.output.startswith("y\ny\n")
    assert ended.output.endswith("…")


def test_it_is_stopped_at_once_from_another_thread() -> None:
    run = python("import time; print('begun', flush=True); time.sleep(600)", seconds=600)
    found = []
    thread = threading.Thread(target=lambda: found.append(run.result()))
    thread.start()

    run.stop()
    thread.join(30)

    assert not thread.is_alive()
    assert found[0].ending is Ending.STOPPED


def test_one_that_was_stopped_before_it_began_does_not_begin(tmp_path: Path) -> None:
    run = Run(["touch", str(tmp_path / "file")], "", seconds=30)

    run.stop()

    assert run.result().ending is Ending.STOPPED
    assert not (tmp_path / "file").exists()
    run.stop()  # and nothing happens after its end


def test_what_a_program_leaves_running_goes_on_and_nobody_waits_for_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    ended = Run(["sh", "-c", f"sleep 600 & echo $! > {shlex.quote(str(note))}; echo done"], "", seconds=600).result()

    assert ended.ending is Ending.DONE
    assert ended.output == "done"
    pid = int(note.read_text())
    assert is_alive(pid)
    os.kill(pid, 9)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (b"\x1b[31mred\x1b[0m", "red"),
        (b"\x1b]0;title\x07x\x1b]52;c;eA==\x1b\\y", "xy"),
        (b"50%\r100%\r\ndone", "50%\n100%\ndone"),
        (b"a\x00b\x9bc\xff", "ab\ufffdc\ufffd"),
        ("\u202eemit\u200b".encode(), "emit"),
        (b"\x1b(Bplain\x1b7", "plain"),
    ],
    ids=["colour", "osc", "progress", "bytes", "bidi", "charset"],
)
def test_nothing_that_a_program_prints_is_obeyed(printed: bytes, shown: str) -> None:
    assert shown_text(printed) == shown


def test_values_reach_a_program_as_variables_too() -> None:
    ended = Run(["sh", "-c", 'echo "$NEWSREADER_ID"'], "", seconds=30, environment={"NEWSREADER_ID": "7"}).result()

    assert ended.output == "7"


def test_in_the_terminal_a_status_is_told(tmp_path: Path) -> None:
    assert run_in_terminal(["sh", "-c", f"cat > {shlex.quote(str(tmp_path / 'x'))}"], "words") == ""
    assert (tmp_path / "x").read_text() == "words"
    assert run_in_terminal(["sh", "-c", "exit 4"]) == "sh ended with status 4."
    assert "does not start" in run_in_terminal(["no-such-program-here"])


def test_an_interrupt_meant_for_the_program_in_the_terminal_does_not_end_this_one() -> None:
    # As a terminal does it: both of a group get it.
    script = f"kill -INT {os.getpid()}; kill -INT $$; sleep 60"

    assert run_in_terminal(["sh", "-c", script]) == "sh ended with status -2."
