"""The sending process killed at fifty random points of twenty mails: every recipient gets the mail, under one Message-ID only."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from data.archive import Archive
from data.paths import ROOT
from tests.support import edition_day as model
from tests.support import office_desk as desk

TWENTY = tuple(f"noi-nhan-{n:02d}@tinh.example" for n in range(1, 21))
KILLS = 50
SETTINGS = """
[office]
province = "hai-duong"
name = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"
[mail]
from = "diemtin@haiduong.example"
host = "127.0.0.1"
port = {port}
security = "none"
per_connection = 7
attachments = ["docx", "xlsx"]
recipients = {recipients}
[group.so-y-te]
recipients = {others}
fields = ["y-te", "giao-duc"]
"""


def send(folder: Path) -> subprocess.Popen[bytes]:
    words = ["--office", str(folder / "office.toml"), "send", "--date", model.DAY.isoformat(), "--now", desk.NOW.isoformat()]
    return subprocess.Popen([sys.executable, "-m", "diembao", *words], cwd=ROOT, stdout=subprocess.DEVNULL)


def ready(folder: Path, port: int) -> Path:
    folder.mkdir()
    recipients, others = (str(list(part)).replace("'", '"') for part in (TWENTY[:12], TWENTY[12:]))
    (folder / "office.toml").write_text(SETTINGS.format(port=port, recipients=recipients, others=others), encoding="utf-8")
    desk.fill(desk.office(folder))
    return folder


@pytest.mark.long
def test_fifty_kills_lose_no_mail_and_double_none(tmp_path: Path) -> None:
    chance = random.Random(20200602)  # noqa: S311
    box = desk.Post()
    controller = desk.serve(box)
    lost = other_ids = resent = unfrozen = in_mid = 0
    spread: Counter[int] = Counter()
    try:
        began = time.monotonic()
        child = send(ready(tmp_path / "whole", controller.port))
        while not box.taken:
            time.sleep(0.001)
        first = time.monotonic()
        assert child.wait() == 0
        lead, length = first - began, time.monotonic() - first
        for number in range(KILLS):
            box.taken.clear()
            box.to.clear()
            folder = ready(tmp_path / str(number), controller.port)
            child = send(folder)
            while child.poll() is None and not box.to and time.monotonic() - began < 600 + number * 60:
                if chance.random() < 0.0005:  # now and then before the first mail: building, queueing, connecting
                    break
                time.sleep(0.001)
            time.sleep(chance.uniform(0, length))
            in_mid += child.poll() is None
            child.send_signal(signal.SIGKILL)
            child.wait()
            spread[len(box.to)] += 1
            assert send(folder).wait() == 0
            ids = Counter((str(mail["To"]), str(mail["Message-ID"])) for mail in box.taken)
            lost += len(set(TWENTY) - {to for to, _ in ids})
            other_ids += len(ids) - len({to for to, _ in ids})
            resent += sum(count - 1 for count in ids.values())
            with Archive.open(folder / "var" / "hai-duong.db", now=desk.NOW) as archive:
                assert archive.upkeep.integrity() == "ok"
                edition = archive.editions.get(model.DAY)
                unfrozen += edition is None or edition.frozen_at is None
                assert {row.state for row in archive.outbox.rows(model.DAY)} == {"sent"}
    finally:
        controller.stop()
    told = f"{KILLS} kills ({in_mid} in mid-run, {min(spread)} to {max(spread)} of 20 mails out by then, lead {lead:.1f} s)"
    again = f"{resent} sent again under the same Message-ID"
    print(f"\n{told}: {lost} lost, {other_ids} second copies after de-duplication ({again})")  # noqa: T201
    assert (lost, other_ids, unfrozen) == (0, 0, 0)
    assert in_mid > KILLS * 0.8
