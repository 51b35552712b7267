"""Say in a sentence why a fetch failed. Pure: turns exceptions and status numbers into values, opens nothing.

Nothing that a server sent is quoted without cleaning, and its reason phrase not at all (promise 7).
"""

from __future__ import annotations

import errno
import os
import socket
import ssl

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientHttpProxyError,
    ClientPayloadError,
    ClientProxyConnectionError,
    ClientResponseError,
    ClientSSLError,
    InvalidURL,
    ServerDisconnectedError,
)

from newsreader.net.addresses import Origin
from newsreader.net.connect import ConnectionDropped
from newsreader.net.outcome import FailureKind
from newsreader.text import clean

Why = tuple[FailureKind, str]


def explain(error: Exception, origin: Origin, timeout_s: float, *, has_answer: bool) -> Why:
    """Return what an exception of a fetch means. `has_answer`: it came while the body was being read."""
    place = _place(origin)
    match error:
        case ClientConnectorCertificateError():
            return FailureKind.TLS, _explain_certificate(error.certificate_error, place)
        case ClientSSLError() | ssl.SSLError():
            return FailureKind.TLS, _explain_tls(error, place)
        case ClientConnectorDNSError() if error.host.rstrip(".") != origin.host:
            name = clean(error.host, 100)
            return FailureKind.PROXY, f"The proxy that the environment names, {name}, could not be looked up."
        case ClientConnectorDNSError():
            return FailureKind.DNS, _explain_lookup(error.os_error, error.host)
        case ClientProxyConnectionError():
            return FailureKind.PROXY, "The proxy that the environment names could not be reached."
        case ClientHttpProxyError():
            return FailureKind.PROXY, f"The proxy refused to connect to {place} ({error.status})."
        case ClientConnectorError():
            return _explain_os_error(error.os_error, place)
        case ClientPayloadError():
            return FailureKind.CUT, "The answer broke off before its end."
        case ClientResponseError():
            return FailureKind.PROTOCOL, f"What {place} answers is not proper HTTP."
        case InvalidURL():
            return FailureKind.ADDRESS, f"The address of {place} is not written as one that can be fetched."
        case ConnectionDropped() | ServerDisconnectedError():
            return FailureKind.REFUSED, f"{place} closed the connection without an answer."
        case TimeoutError():
            done = "finish" if has_answer else "answer"
            return FailureKind.TIMEOUT, f"The server did not {done} within {timeout_s:g} s."
        case OSError() if has_answer:
            return FailureKind.CUT, "The connection broke off in the middle of the answer."
        case OSError():
            return _explain_os_error(error, place)
    return FailureKind.PROTOCOL, f"What {place} answers is not proper HTTP."


def _place(origin: Origin) -> str:
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    is_usual = (origin.scheme, origin.port) in (("http", 80), ("https", 443))
    return clean(host if is_usual else f"{host}:{origin.port}", 100)


def _explain_lookup(error: OSError, host: str) -> str:
    host = clean(host.rstrip("."), 100)
    if error.errno in (socket.EAI_AGAIN, socket.EAI_FAIL, socket.EAI_SYSTEM):
        return f"The name {host} could not be looked up; this machine may be offline."
    return f"No server is known by the name {host}."


_CERTIFICATE = {
    # OpenSSL, include/openssl/x509_vfy.h
    9: "is not valid yet",
    10: "has expired",
    18: "is self-signed",
    19: "is signed by an authority that this machine does not know",
    20: "is signed by an authority that this machine does not know",
    21: "is signed by an authority that this machine does not know",
    23: "has been revoked",
    62: "is for another name",
    64: "is for another address",
}


def _explain_certificate(error: Exception, place: str) -> str:
    code = getattr(error, "verify_code", None)
    wrong = _CERTIFICATE.get(code) if isinstance(code, int) else None
    if wrong is None:
        message = clean(str(getattr(error, "verify_message", "")), 100) or "unknown reason"
        wrong = f"cannot be trusted ({message})"
    return f"The certificate of {place} {wrong}, so the connection would not be safe."


def _explain_tls(error: Exception, place: str) -> str:
    cause = error.os_error if isinstance(error, ClientConnectorError) else error
    said = (getattr(cause, "reason", None) or "").replace("_", " ").lower()
    if said in ("wrong version number", "http request", "record layer failure"):
        return f"{place} does not speak TLS; the address may have to begin with http://."
    return f"No safe connection to {place} could be made (TLS: {clean(said, 100) or 'handshake failed'})."


_NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL)
_BROKEN = (errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE, errno.ENOTCONN)


def _explain_os_error(error: OSError, place: str) -> Why:
    number = error.errno
    if number == errno.ECONNREFUSED:
        return FailureKind.REFUSED, f"Nothing answers at {place}: the connection was refused."
    if number in _BROKEN or isinstance(error, ConnectionError):
        return FailureKind.REFUSED, f"{place} broke off the connection."
    if number in _NO_WAY:
        return FailureKind.UNREACHABLE, f"There is no way to {place}; this machine may be offline."
    if number == errno.ETIMEDOUT:
        return FailureKind.TIMEOUT, f"{place} did not answer."
    if number in (errno.EMFILE, errno.ENFILE):
        return FailureKind.LOCAL, "Too many files are open on this machine. Raise the limit with: ulimit -n 1024."
    said = clean(os.strerror(number), 100) if number is not None else "unknown reason"
    return FailureKind.LOCAL, f"No connection to {place} could be made ({said})."


_STATUS = {
    401: "The server asks for a user name and a password (401).",
    402: "The server asks for payment (402).",
    403: "The server refuses access (403).",
    404: "The server has nothing at this address (404).",
    407: "The proxy asks for a user name and a password (407).",
    410: "The server says that this is gone for good (410).",
    429: "The server asks to be asked less often (429).",
    451: "The server may not show this for legal reasons (451).",
    304: "The server says that nothing changed, though it was not asked so (304).",
}


def explain_status(status: int) -> str:
    """Return what an answer without a document means, as a sentence of ours."""
    if status in _STATUS:
        return _STATUS[status]
    if status in (500, 502, 503, 504) or 520 <= status <= 530:
        return f"The server is out of order ({status})."
    return f"The server answered with status {status}, which gives no document."
