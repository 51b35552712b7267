"""What is sent, and to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.net.asking import typed

from newsreader.net.addresses import origin_of
from newsreader.net.request import FetchRequest, headers_for, is_sendable

FEED = "http://a.example/feed"
SECRETS = replace(typed(FEED), headers=(("cookie", "session=1"),), basic_auth=("ann", "pass"))


def sent_to(url: str, request: FetchRequest) -> dict[str, str]:
    origin, typed_origin = origin_of(url), origin_of(request.typed_url or "")
    assert origin is not None
    return headers_for(request, url, origin, typed_origin)


@pytest.mark.parametrize("url", [FEED, "http://a.example/other", "https://a.example/feed"])
def test_secrets_go_to_the_server_that_the_user_typed(url: str) -> None:
    sent = sent_to(url, SECRETS)

    assert sent["Authorization"] == "Basic YW5uOnBhc3M="
    assert sent["Cookie"] == "session=1"


@pytest.mark.parametrize(
    "url", ["http://b.example/feed", "http://www.a.example/feed", "http://a.example:8080/feed", "https://a.example:1/"]
)
def test_secrets_go_nowhere_else(url: str) -> None:
    sent = sent_to(url, SECRETS)

    assert sent.keys() == {"Accept", "User-Agent", "Accept-Encoding"}


def test_secrets_are_not_in_the_requests_own_text() -> None:
    assert "session" not in repr(SECRETS)
    assert "pass" not in repr(SECRETS)


def test_the_users_headers_replace_ours_but_for_those_that_carry_the_message() -> None:
    headers = (("accept", "text/xml"), ("ACCEPT-ENCODING", "br"), ("Host", "b.example"), ("Content-Length", "9"))

    sent = sent_to(FEED, replace(typed(FEED), headers=headers, user_agent="mine"))

    assert sent == {"Accept": "text/xml", "User-Agent": "mine", "Accept-Encoding": "gzip, deflate"}


def test_validators_go_only_to_the_address_that_gave_them() -> None:
    request = replace(typed(FEED), etag='"1"', last_modified="yesterday", validators_of="http://b.example/feed")

    assert "If-None-Match" not in sent_to(FEED, request)
    assert sent_to("http://b.example/feed", request)["If-None-Match"] == '"1"'
    assert sent_to("http://b.example/feed", request)["If-Modified-Since"] == "yesterday"


@pytest.mark.parametrize(
    "request_",
    [
        replace(SECRETS, headers=(("X-A", "a\r\nX-B: b"),)),
        replace(SECRETS, headers=(("X A", "a"),)),
        replace(SECRETS, headers=(("X-A", "\ud800"),)),
        replace(SECRETS, user_agent="mine\x1b[2J"),
        replace(SECRETS, basic_auth=("ann", "a\nb")),
    ],
    ids=["line break", "name", "surrogate", "user agent", "password"],
)
def test_control_characters_are_never_sent(request_: FetchRequest) -> None:
    assert not is_sendable(request_)
