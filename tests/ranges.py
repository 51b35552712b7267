"""What a server does that sends parts of files; for `tests.loopback.Site.program`."""

from __future__ import annotations

from dataclasses import replace

from tests.loopback import Answer, Asked, Program


def ranged(body: bytes, etag: str | None = None, last_modified: str | None = None) -> Program:
    """Return what answers as a server does that sends parts of files (RFC 9110 §14)."""

    def program(asked: Asked) -> Answer:
        wanted, known = asked.headers.get("range"), asked.headers.get("if-range")
        answer = Answer(body, content_type="audio/mpeg", etag=etag, last_modified=last_modified)
        if wanted is None or (known is not None and known not in (etag, last_modified)):
            return answer
        start = int(wanted.removeprefix("bytes=").rstrip("-"))
        if start >= len(body):
            return Answer(b"", 416, headers={"Content-Range": f"bytes */{len(body)}"})
        headers = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
        return replace(answer, body=body[start:], status=206, headers=headers)

    return program
