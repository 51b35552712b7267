"""A program that takes the part of mpv: it notes its arguments, and answers over its socket as mpv's manual says.

The real one is not on every machine that runs the tests; only how it is called and how it answers matters here.
"""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

_PLAYER = """#!{python}
import json, socket, sys
said = {said}
open({noted!r}, "a").write(json.dumps(sys.argv[1:]) + "\\n")
path = next((each.partition("=")[2] for each in sys.argv if each.startswith("--input-ipc-server=")), None)
if path and said:
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()
    connection, _ = server.accept()
    asks, answers = connection.makefile("r"), connection.makefile("w")
    for number in range(3):
        asked = json.loads(asks.readline())
        name = asked["command"][1]
        answer = {{"request_id": asked["request_id"], "error": "property unavailable"}}
        if name in said:
            answer = {{"data": said[name], "request_id": asked["request_id"], "error": "success"}}
        answers.write("junk\\n" + json.dumps({{"event": "idle"}}) + "\\n" + json.dumps(answer) + "\\n")
        answers.flush()
    if "ending" in said:
        answers.write(json.dumps({{"event": "end-file", "reason": said["ending"]}}) + "\\n")
        answers.flush()
sys.exit(said.get("status", 0))
"""


def player(folder: Path, said: Mapping[str, object], name: str = "mpv") -> Path:
    """Put a player into a folder, which says this of what it plays; return the file of its calls, one a line."""
    folder.mkdir(parents=True, exist_ok=True)
    noted = folder / f"{name}.calls"
    program = folder / name
    program.write_text(_PLAYER.format(python=sys.executable, said=repr(dict(said)), noted=str(noted)))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return noted


def calls(noted: Path) -> list[list[str]]:
    """Return the arguments of each call so far."""
    return [json.loads(line) for line in noted.read_text().splitlines()] if noted.exists() else []
