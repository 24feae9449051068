"""The simulator's server over real HTTP: the site by `Host`, the moment by `X-Replay-Now`, unchanged lists by ETag."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from data.text.dates import VN
from tests.simulator.server import SimulatorServer, serving

NOW = datetime(2026, 11, 9, 9, 0, tzinfo=VN)


@pytest.fixture(scope="module")
def server() -> Iterator[SimulatorServer]:
    with serving(keeps_book=True) as running:
        yield running


def ask(server: SimulatorServer, host: str, path: str, now: datetime, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers={"Host": host, "X-Replay-Now": now.isoformat(), **named})
    response = connection.getresponse()
    answer = response.status, dict(response.getheaders()), response.read()
    connection.close()
    return answer


def test_hosts_and_moments_decide_the_answer(server: SimulatorServer) -> None:
    status, headers, body = ask(server, "songlam.example", "/rss/home.rss", NOW)
    assert (status, headers["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    assert body.count(b"<item>") == 30
    assert ask(server, "songlam.example", "/rss/home.rss", NOW + timedelta(days=2))[0] == 404  # it moved
    assert ask(server, "bienbac.example", "/rss/home.rss", NOW)[2] != body
    asked = server.book.rows[0] if server.book else None
    assert asked is not None
    assert (asked.host, asked.target, asked.now, asked.status) == ("songlam.example", "/rss/home.rss", NOW, 200)


def test_an_unchanged_list_answers_304_and_a_changed_one_does_not(server: SimulatorServer) -> None:
    etag = ask(server, "songlam.example", "/rss/home.rss", NOW)[1]["ETag"]
    assert ask(server, "songlam.example", "/rss/home.rss", NOW, If_None_Match=etag)[::2] == (304, b"")
    assert ask(server, "songlam.example", "/rss/home.rss", NOW + timedelta(hours=3), If_None_Match=etag)[0] == 200


def test_a_host_that_nobody_has_does_not_answer(server: SimulatorServer) -> None:
    assert ask(server, "khong-ai.example", "/", NOW)[1]["X-Replay"] == "dead"


def test_plain_http_is_led_to_https(server: SimulatorServer) -> None:
    status, headers, _ = ask(server, "songlam.example", "/", NOW, X_Replay_Scheme="http")
    assert (status, headers["Location"]) == (301, "https://songlam.example/")
