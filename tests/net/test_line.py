"""What NetworkManager says of the line, told by a program of its name that the test puts on the path."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.net.line import is_metered, says_metered

Nmcli = Callable[[str], None]

CABLE = "GENERAL.DEVICE:eth0\nGENERAL.METERED:no (guessed)\nIP4.GATEWAY:192.0.2.1\nIP6.GATEWAY:\n"
PHONE = "GENERAL.DEVICE:wlan0\nGENERAL.METERED:yes (guessed)\nIP4.GATEWAY:\nIP6.GATEWAY:fe80\\:\\:1\n"
UNUSED = "GENERAL.DEVICE:wwan0\nGENERAL.METERED:yes\nIP4.GATEWAY:--\nIP6.GATEWAY:\n"
LOOPBACK = "GENERAL.DEVICE:lo\nGENERAL.METERED:unknown\n"


@pytest.fixture
def nmcli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nmcli:
    """Make a program `nmcli` of these lines of shell, the only one by that name."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    def make(script: str) -> None:
        program = tmp_path / "nmcli"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    return make


@pytest.mark.parametrize(
    ("devices", "expected"),
    [
        ([PHONE], True),
        ([CABLE], False),
        ([CABLE, PHONE], False),
        ([UNUSED, CABLE, LOOPBACK], False),
        ([PHONE, UNUSED, LOOPBACK], True),
        ([UNUSED, LOOPBACK], False),
        (["GENERAL.DEVICE:eth0\nGENERAL.METERED:unknown\nIP4.GATEWAY:192.0.2.1\n"], False),
        (["nonsense"], False),
        ([], False),
    ],
    ids=["phone", "cable", "both", "phone unused", "only the phone used", "no way out", "unknown", "nonsense", "none"],
)
def test_the_line_is_metered_if_every_device_with_a_way_out_is(devices: list[str], expected: bool) -> None:
    assert says_metered("\n".join(devices)) is expected


async def test_the_system_is_asked_in_the_language_that_is_understood(nmcli: Nmcli) -> None:
    nmcli(f'[ "$LC_ALL" = C ] && cat <<END\n{PHONE}\n{LOOPBACK}END')

    assert await is_metered()


async def test_a_cable_is_not_metered(nmcli: Nmcli) -> None:
    nmcli(f"cat <<END\n{CABLE}END")

    assert not await is_metered()


@pytest.mark.parametrize(
    "script", [f"cat <<END\n{PHONE}END\nexit 8", "exit 2", "kill -9 $$"], ids=["failed", "refused", "killed"]
)
async def test_a_system_that_cannot_tell_means_no(nmcli: Nmcli, script: str) -> None:
    nmcli(script)

    assert not await is_metered()


async def test_no_network_manager_means_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not await is_metered()


async def test_a_system_that_does_not_answer_is_not_waited_for(nmcli: Nmcli, tmp_path: Path) -> None:
    nmcli(f"echo $$ > {tmp_path}/pid\nexec sleep 30")
    begun = time.monotonic()

    assert not await is_metered()

    assert time.monotonic() - begun < 10
    assert not Path("/proc", (tmp_path / "pid").read_text().strip()).exists()
