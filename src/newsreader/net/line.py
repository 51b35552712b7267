"""Is the line paid by volume: what NetworkManager says, where there is one. Asks this machine, never the network."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress

_LIMIT_S = 1.0
"""Nobody waits longer for an answer that is a kindness."""
_FIELDS = "GENERAL.DEVICE,GENERAL.METERED,IP4.GATEWAY,IP6.GATEWAY"


async def is_metered() -> bool:
    """Does the system say that the line is metered; False where it does not know or cannot be asked."""
    try:
        process = await asyncio.create_subprocess_exec(
            *("nmcli", "-t", "-f", _FIELDS, "device", "show"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},  # else it says "ja" or "oui"
        )
    except OSError:
        return False
    try:
        async with asyncio.timeout(_LIMIT_S):
            said, _ = await process.communicate()
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            with suppress(TimeoutError):  # to the end of its output: until then the pipe stays open
                await asyncio.wait_for(process.communicate(), _LIMIT_S)
    return process.returncode == 0 and says_metered(said.decode("utf-8", "replace"))


def says_metered(devices: str) -> bool:
    """Is every device with a way out metered, by the terse output of nmcli: a field a line, devices apart by a blank.

    One that is not suffices for no, since the system prefers a cable to a telephone.
    """
    lines_out = []
    for device in devices.split("\n\n"):
        fields = [line.partition(":") for line in device.splitlines()]
        if any(name.endswith("GATEWAY") and said not in ("", "--") for name, _, said in fields):
            lines_out.append({name: said for name, _, said in fields}.get("GENERAL.METERED", ""))
    # Also "yes (guessed)": a telephone's hotspot says so of itself.
    return bool(lines_out) and all(said.startswith("yes") for said in lines_out)
