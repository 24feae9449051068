"""A press day replayed inside the test, with a book of what was asked and how many bytes went out; crawls are child processes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.register import spider_classes
from data.archive import Archive
from data.paths import ROOT
from diembao.demo.press_day.day import load_day
from diembao.demo.replay.server import Answer, Handler, ReplayServer

Spoil = Callable[[str, str, Answer], Answer]


@dataclass(frozen=True)
class Asked:
    """One request and the size of its answer in bytes, head included."""

    host: str
    path: str
    status: int
    size: int

    @property
    def article(self) -> bool:
        """Whether an article's page was sent."""
        return self.status == 200 and any(cls.is_article(f"https://{self.host}{self.path}") for cls in spider_classes().values())


class _Booked(Handler):
    def send_response(self, code: int, message: str | None = None) -> None:
        self.status = code
        super().send_response(code, message)

    def do_GET(self) -> None:
        self.status = 0
        written, write = [0], self.wfile.write

        def count(data: Any) -> int:
            written[0] += len(data)
            return write(data)

        self.wfile.write = count  # type: ignore[method-assign]
        super().do_GET()
        self.server.book.append(Asked(self.headers.get("Host", ""), self.path, self.status, written[0]))  # type: ignore[attr-defined]
        self.wfile.write = write  # type: ignore[method-assign]


@dataclass
class Replayed:
    """An office that crawls the replayed day."""

    office: Path
    port: int
    book: list[Asked] = field(default_factory=list)

    @property
    def var(self) -> Path:
        return self.office.parent / "var"

    def archive(self, now: datetime) -> Archive:
        return Archive.open(self.var / "hai-duong.db", now=now)

    def run(self, command: str, now: datetime, *more: str) -> tuple[str, list[Asked]]:
        """One command of ours at that time: what it printed, what it asked."""
        before = len(self.book)
        arguments = [sys.executable, "-m", "diembao", "--office", str(self.office), command, *more, "--now", now.isoformat()]
        done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout, self.book[before:]


@contextmanager
def replayed(day_dir: Path, folder: Path, *, settings: str = "", spoil: Spoil | None = None) -> Iterator[Replayed]:
    """Serves the day; `settings` are further lines of the office's [crawl] table, `spoil` changes the answers of chosen hosts."""
    classes = spider_classes()
    server = ReplayServer(load_day(day_dir, known_outlets=classes), dict(classes))
    if spoil is not None:
        answer = server.day.answer
        server.day.answer = lambda host, target, now: spoil(host, target, answer(host, target, now))  # type: ignore[method-assign]
    server.RequestHandlerClass = _Booked
    server.book = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    office = folder / "office.toml"
    office.write_text(
        '[office]\nprovince = "hai-duong"\ndemo = true\n[crawl]\n'
        f'replay = "http://127.0.0.1:{server.server_port}"\ntimeout_seconds = 10\n{settings}\n',
        encoding="utf-8",
    )
    try:
        yield Replayed(office, server.server_port, server.book)  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
