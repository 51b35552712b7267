"""A real HTTP/1.1 server on 127.0.0.1, told by a test what to answer on each path. Must not know newsreader.

    with Site() as site:
        url = site.serve("/feed.xml", b"<rss/>", etag='"1"', gzip=True)
        site.redirect("/old", "/feed.xml", status=301)
        ...
        assert [asked.path for asked in site.requests] == ["/old", "/feed.xml"]

It runs in a thread with a loop of its own, so the tests may block or run loops as they like. Answers can be replaced
at any time; a path that was never set answers 404.
"""

from __future__ import annotations

import asyncio
import gzip
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import responses
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it arrived."""

    method: str
    target: str
    """As sent: path and query; a whole address where the client takes this server for a proxy."""
    headers: Mapping[str, str]
    """Names in lower case."""
    at: float
    """`time.monotonic()` when its head was complete."""

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    content_type: str | None = "application/xml; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    """Sent, and compared with If-None-Match: an equal one is answered with 304."""
    last_modified: str | None = None
    """The same with If-Modified-Since, where no If-None-Match came."""
    gzip: bool = False
    """Pack the body, if the request accepts that."""
    latency_s: float = 0.0
    """Wait so long before the first byte."""
    drip_s: float = 0.0
    """Pause after every byte of the body (of everything, if `raw`)."""
    cut_after: int | None = None
    """Close the connection after so many bytes of the body, though the head promises all of it."""
    hangs: bool = False
    """Never answer."""
    hangs_after: int | None = None
    """Send so many bytes of the body, and then nothing for ever."""
    raw: bytes | None = None
    """Send these bytes instead of head and body, then close."""


Program = Callable[[Asked], Answer]


class Site:
    """The server; a context manager. `latency_s` applies to every path that names none of its own."""

    def __init__(self, *, latency_s: float = 0.0, tls: ssl.SSLContext | None = None) -> None:
        self.latency_s = latency_s
        self.port = 0
        self.peak = 0
        """The most requests that were in work at one moment."""
        self.connections = 0
        """How many connections were opened so far."""
        self._tls = tls
        self._programs: dict[str, Program] = {}
        self._requests: list[Asked] = []
        self._in_work = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._open: set[asyncio.StreamWriter] = set()
        self._lock = threading.Lock()
        self._is_listening = threading.Event()
        self._thread = threading.Thread(target=self._run, name="loopback site", daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._stop: asyncio.Event

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._is_listening.wait(10):
            raise RuntimeError("the loopback server did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path; `host` may be any other name or spelling of this machine."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def serve(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        content_type: str | None = "application/xml; charset=utf-8",
        headers: Mapping[str, str] | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        gzip: bool = False,
        latency_s: float = 0.0,
        drip_s: float = 0.0,
        cut_after: int | None = None,
    ) -> str:
        """Answer `path` (with its query, or for all its queries) with `body` from now on; return its address."""
        answer = Answer(
            body=body.encode() if isinstance(body, str) else body,
            status=status,
            content_type=content_type,
            headers=headers or {},
            etag=etag,
            last_modified=last_modified,
            gzip=gzip,
            latency_s=latency_s,
            drip_s=drip_s,
            cut_after=cut_after,
        )
        return self.program(path, lambda asked: answer)

    def redirect(self, path: str, to: str, *, status: int = 302) -> str:
        """Send whoever asks for `path` on to `to`, an address of any form; return the address of `path`."""
        return self.serve(path, status=status, content_type=None, headers={"Location": to})

    def hang(self, path: str) -> str:
        """Never answer `path`; return its address."""
        return self.program(path, lambda asked: Answer(hangs=True))

    def raw(self, path: str, sent: bytes, *, drip_s: float = 0.0) -> str:
        """Answer `path` with these bytes, head included, then close; return its address."""
        return self.program(path, lambda asked: Answer(raw=sent, drip_s=drip_s))

    def program(self, path: str, program: Program) -> str:
        """Let `program` choose each answer of `path` (it runs in the server's thread); return its address."""
        with self._lock:
            self._programs[path] = program
        return self.url(path)

    @property
    def requests(self) -> list[Asked]:
        """All requests so far, in order."""
        with self._lock:
            return list(self._requests)

    def requests_of(self, path: str) -> list[Asked]:
        """The requests of one path so far, whatever their query."""
        return [asked for asked in self.requests if asked.path == path]

    # ---- the server's thread

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self._tls, limit=1 << 20, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        self._is_listening.set()
        await self._stop.wait()
        # Not closed yet: asyncio (3.11) forgets a connection that was accepted before and is taken on after that.
        for listening in server.sockets:
            self._loop.remove_reader(listening.fileno())
        # A connection that was just accepted becomes a task of ours only some turns of the loop later, and one whose
        # task has ended is closed some turns later, too: both before the loop is.
        while (others := asyncio.all_tasks() - {asyncio.current_task()}) or self._open:
            for task in self._tasks:
                task.cancel()
            await (asyncio.wait(others) if others else asyncio.sleep(0))
        server.close()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Tasks of our own: asyncio reports those it makes for connections as broken when they are cancelled.
        self.connections += 1
        task = self._loop.create_task(self._converse(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # Not in the task itself: one that is cancelled before its first step runs nothing of it.
        self._open.add(writer)
        task.add_done_callback(lambda _: self._loop.create_task(self._abort(writer)))

    async def _abort(self, writer: asyncio.StreamWriter) -> None:
        try:
            writer.transport.abort()
            with suppress(OSError):
                await writer.wait_closed()
        finally:  # however it ended: who closes the site waits for this
            self._open.discard(writer)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = _read_head(await reader.readuntil(b"\r\n\r\n"))
                if not await self._answer(asked, writer):
                    await _say_goodbye(reader, writer)
                    return
        except (OSError, EOFError, asyncio.LimitOverrunError):
            pass  # the client left

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; return whether the connection stays open."""
        with self._lock:
            self._requests.append(asked)
            program = self._programs.get(asked.target) or self._programs.get(asked.path)
        answer = program(asked) if program else Answer(b"nothing here", 404, "text/plain")
        self._in_work += 1
        self.peak = max(self.peak, self._in_work)
        try:
            await asyncio.sleep(answer.latency_s or self.latency_s)
            return await _send(answer, asked, writer)
        finally:
            self._in_work -= 1


def _read_head(head: bytes) -> Asked:
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ")
    fields = (line.partition(":") for line in lines)
    return Asked(method, target, {name.lower(): text.strip() for name, _, text in fields}, time.monotonic())


async def _send(answer: Answer, asked: Asked, writer: asyncio.StreamWriter) -> bool:
    if answer.hangs:
        await asyncio.Event().wait()
    if answer.raw is not None:
        await _write(writer, answer.raw, answer.drip_s)
        return False
    is_unchanged = answer.status == 200 and _is_unchanged(answer, asked)
    body = b"" if is_unchanged else answer.body
    is_packed = answer.gzip and bool(body) and "gzip" in asked.headers.get("accept-encoding", "")
    if is_packed:
        body = gzip.compress(body, 6, mtime=0)
    writer.write(_head(answer, 304 if is_unchanged else answer.status, len(body), is_packed))
    if answer.hangs_after is not None:
        await _write(writer, body[: answer.hangs_after], answer.drip_s)
        await asyncio.Event().wait()
    await _write(writer, body[: answer.cut_after], answer.drip_s)
    return answer.cut_after is None and asked.headers.get("connection", "").lower() != "close"


def _is_unchanged(answer: Answer, asked: Asked) -> bool:
    if (tag := asked.headers.get("if-none-match")) is not None:
        return tag == answer.etag
    since = asked.headers.get("if-modified-since")
    return since is not None and since == answer.last_modified


def _head(answer: Answer, status: int, length: int, is_packed: bool) -> bytes:
    fields = dict(answer.headers)
    if answer.etag is not None:
        fields["ETag"] = answer.etag
    if answer.last_modified is not None:
        fields["Last-Modified"] = answer.last_modified
    if status != 304:
        if answer.content_type is not None:
            fields.setdefault("Content-Type", answer.content_type)
        fields.setdefault("Content-Length", str(length))
    if is_packed:
        fields["Content-Encoding"] = "gzip"
    lines = [
        f"HTTP/1.1 {status} {responses.get(status, 'Unknown')}",
        *(f"{name}: {text}" for name, text in fields.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")


async def _write(writer: asyncio.StreamWriter, sent: bytes, drip_s: float) -> None:
    pieces = [sent] if not drip_s else [sent[at : at + 1] for at in range(len(sent))]
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(drip_s)


async def _say_goodbye(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Close our side and wait for the other: an abort could overtake what was sent."""
    if writer.can_write_eof():
        writer.write_eof()
        await asyncio.wait_for(reader.read(), 1)
    else:  # TLS has no half-closed connections
        writer.close()
        await asyncio.wait_for(writer.wait_closed(), 1)
