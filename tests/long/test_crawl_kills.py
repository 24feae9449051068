"""A crawl killed at fifty random points of a day: nothing kept is lost, nothing doubled, and the next run completes the day."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from data.crawl_store import CrawlStore
from data.text.dates import VN
from tests.support.replayed import ROOT, Replayed, replayed

NOW = datetime(2020, 6, 2, 6, 5, tzinfo=VN)
DEMO = ROOT / "data" / "demo" / "hai-duong-2020-06-02"
OUTLETS = (
    "tuoitre", "dantri", "soha", "vietnamnet", "thanhnien", "vnexpress", "vietnamplus", "nhandan", "cafef", "baotintuc",
    "yonhap", "vov",
)  # fmt: skip
KILLS = 50


def start(office: Replayed) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "diembao", "--office", str(office.office), "crawl", "--now", NOW.isoformat()]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kept(office: Replayed) -> Counter[str]:
    """Address -> rows, of everything in the archive, after both files proved whole."""
    if not (office.var / "hai-duong.db").exists():
        return Counter()
    with office.archive(NOW) as archive:
        assert archive.upkeep.integrity() == "ok"
        doubled = archive.store.rows("SELECT count(*) AS n FROM trail WHERE outcome = 'kept' GROUP BY key HAVING n > 1")
        assert not doubled
        rows = archive.store.rows("SELECT url FROM articles")
    if (office.var / "crawl.db").exists():
        with CrawlStore.open(office.var / "crawl.db", now=NOW) as store:
            assert [row[0] for row in store.rows("PRAGMA integrity_check")] == ["ok"]
    return Counter(row["url"] for row in rows)


def forget(office: Replayed) -> None:
    """An empty office again."""
    for path in office.var.glob("*"):
        path.unlink()


@pytest.mark.long
def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(20200602)  # noqa: S311
    settings = f"outlets = {list(OUTLETS)}".replace("'", '"')
    with replayed(DEMO, tmp_path, settings=settings) as office:
        _, asked = office.run("crawl", NOW)
        whole, total = kept(office), len(asked)
        lost = doubled = incomplete = in_time = 0
        had: list[int] = []
        for _ in range(KILLS):
            forget(office)
            point, before = chance.randrange(1, total), len(office.book)
            child = start(office)
            while child.poll() is None and len(office.book) - before < point:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.15))  # between two answers, in a transaction, in the last writing
            in_time += child.poll() is None
            child.send_signal(signal.SIGKILL)
            child.wait()
            at_kill = kept(office)
            had.append(len(at_kill))
            office.run("crawl", NOW)
            after = kept(office)
            lost += len(at_kill - after)
            doubled += sum(count > 1 for count in after.values())
            incomplete += after != whole
    told = f"{KILLS} kills ({in_time} in mid-run, {min(had)} to {max(had)} of {len(whole)} articles kept by then)"
    print(f"\n{told}: {lost} lost, {doubled} doubled, integrity ok {KILLS} of {KILLS}, {incomplete} days left incomplete")  # noqa: T201
    assert (lost, doubled, incomplete) == (0, 0, 0)
    assert in_time > KILLS * 0.8
    assert len(whole) > 20
