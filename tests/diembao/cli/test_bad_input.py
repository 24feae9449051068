"""Bad input and a full disk, end to end: what happened, what was lost (nothing), what to do, in Vietnamese; nothing half-sent."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive, ArchiveError
from data.model import Outcome, Outlet, Stage
from data.paths import ROOT
from data.settings import Office
from digest.delivery import outbox as delivery
from digest.issue.assemble import assemble_edition
from tests.support import edition_day as model
from tests.support import office_desk as desk

SETTINGS = """
[office]
province = "hai-duong"
[mail]
from = "diemtin@haiduong.example"
host = "127.0.0.1"
port = {port}
security = "none"
recipients = {recipients}
"""
PATIENCE = 120


def ready(folder: Path, port: int) -> Path:
    path = folder / "office.toml"
    path.write_text(SETTINGS.format(port=port, recipients=json.dumps(desk.RECIPIENTS)), encoding="utf-8")
    desk.fill(desk.office(folder))
    return path


def run(office: Path, *words: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """One command as a person calls it; `limit`: no file may grow beyond so many bytes, as on a disk that is full."""

    def full() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

    command = [sys.executable, "-m", "diembao", "--office", str(office), *words, "--now", desk.NOW.isoformat()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command,
        cwd=office.parent,
        env=environment,
        capture_output=True,
        text=True,
        preexec_fn=full,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("limit", [0, 40_000, 150_000, 260_000, 400_000])
@pytest.mark.parametrize("command", ["send", "digest"])
def test_a_full_disk_loses_nothing_and_sends_nothing_by_halves(
    tmp_path: Path, post: tuple[desk.Post, int], command: str, limit: int
) -> None:
    box, port = post
    office = ready(tmp_path, port)
    full = run(office, command, "--date", model.DAY.isoformat(), limit=limit)
    if full.returncode:
        assert full.returncode == 2
        assert "Traceback" not in full.stderr
        assert "không mất" in full.stderr or "vẫn ở trong kho lưu trữ" in full.stderr
        assert "Cách xử lý" in full.stderr
    with Archive.open(tmp_path / "var" / "hai-duong.db", now=desk.NOW) as archive:
        assert archive.upkeep.integrity() == "ok"
    again = run(office, "send", "--date", model.DAY.isoformat())
    assert again.returncode == 0, again.stderr
    ids = Counter((str(mail["To"]), str(mail["Message-ID"])) for mail in box.taken)
    assert sorted(to for to, _ in ids) == sorted(desk.RECIPIENTS)  # each once, whatever came twice came under one Message-ID
    if limit == 0:
        assert full.returncode == 2
        assert max(ids.values()) == 1


def test_three_senders_at_once_send_each_mail_once(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = ready(tmp_path, port)
    command = [sys.executable, "-m", "diembao", "--office", str(office), "send", "--date", model.DAY.isoformat()]
    senders = [
        subprocess.Popen(
            [*command, "--now", desk.NOW.isoformat()], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for _ in range(3)
    ]
    said = [sender.communicate(timeout=PATIENCE)[0] for sender in senders]
    assert [sender.returncode for sender in senders] == [0, 0, 0], said
    assert sorted(box.to) == sorted(desk.RECIPIENTS)
    assert sum("Không còn thư nào chờ gửi" in text for text in said) == 2


def test_a_database_that_cannot_grow_says_so_and_the_mail_goes_out_once_it_can(
    tmp_path: Path, post: tuple[desk.Post, int]
) -> None:
    box, port = post
    office = desk.office(tmp_path, port)
    desk.fill(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        edition = assemble_edition(archive, office, model.DAY, now=desk.NOW, run="test")
        delivery.enqueue(archive, office, edition, now=desk.NOW)
        pages = archive.store.rows("PRAGMA page_count")[0][0]
        archive.store.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ArchiveError, match=r"ổ đĩa đã đầy.*không mất.*Cách xử lý") as caught:
            for n in range(300):  # the free space inside the last pages goes first
                archive.trail.note_all([(f"x{n}", Stage.SEND, Outcome.SENT, "run", desk.NOW, "x" * 900)])
        assert "giải phóng dung lượng" in str(caught.value)
        archive.store.connection.execute("PRAGMA max_page_count = 1000000")
        done = delivery.deliver(archive, office, edition, now=desk.NOW)
    assert sorted(done.sent) == sorted(box.to) == sorted(desk.RECIPIENTS)


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    office = ready(tmp_path, 1)
    (tmp_path / "var" / "out").write_text("a file where the folder should be", encoding="utf-8")
    result = run(office, "digest", "--date", model.DAY.isoformat())
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "Bản tin vẫn ở trong kho lưu trữ. Cách xử lý" in result.stderr


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    (tmp_path / "var").write_text("", encoding="utf-8")
    for words in (("day", "--no-send"), ("send",), ("watch", "--once")):
        command = [sys.executable, "-m", "diembao", "--office", str(office), *words]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
        said = result.stderr + result.stdout
        assert "Traceback" not in said
        assert "Cách xử lý" in said


def test_no_smtp_builds_the_edition_and_says_what_is_missing(tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    desk.fill(desk.office(tmp_path))
    result = run(office, "send", "--date", model.DAY.isoformat())
    assert result.returncode == 2
    assert "Chưa gửi được thư; bản tin vẫn được dựng và lưu." in result.stderr
    assert all(key in result.stderr for key in ("mail.host", "mail.from", "mail.recipients"))
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("option", ["--again", "--test"])
def test_a_recipient_with_a_line_break_is_refused(tmp_path: Path, post: tuple[desk.Post, int], option: str) -> None:
    box, port = post
    result = run(ready(tmp_path, port), "send", "--date", model.DAY.isoformat(), option, "a@tinh.example\nBcc: b@khac.example")
    assert result.returncode == 2
    assert "ký tự xuống dòng" in result.stderr
    assert "Cách xử lý" in result.stderr
    assert box.taken == []
    with Archive.open(tmp_path / "var" / "hai-duong.db", now=desk.NOW) as archive:
        assert archive.outbox.rows(model.DAY) == []


HEADLINES = {
    "NUL": "Cháy\x00 kho\x00 hạt nhựa",
    "bidi": "Cháy \u202ekho\u202c \u2066hạt\u2069 nhựa \u200f",
    "long": "Cháy kho hạt nhựa " * 280,
    "one word": "C" * 5000,
    "markup": "<script>alert(1)</script><img src=x onerror=y> Cháy",
    "half a letter": "Cháy \ud800 kho",
    "line break": "Cháy kho\r\nBcc: ai@khac.example\r\n\r\nthân thư",
}


@pytest.mark.parametrize("name", HEADLINES)
def test_an_evil_headline_goes_out_tame_in_every_form(tmp_path: Path, post: tuple[desk.Post, int], name: str) -> None:
    box, port = post
    office = desk.office(tmp_path, port, mail_attachments=("docx", "xlsx"))
    desk.fill(office)
    change(office, [replace(article, title=HEADLINES[name]) for article in model.articles()[7:13]])
    assert desk.send(office)[0] == 0
    assert sorted(box.to) == sorted(desk.RECIPIENTS)
    mail = box.taken[0]
    assert mail["Bcc"] is None
    texts = [body(mail, kind) for kind in ("plain", "html")]
    assert not any(mark in text for text in texts for mark in ("\x00", "\u202e", "\u2066", "\u200f"))
    assert not any(mark in texts[1] for mark in ("<script", "<img src=x"))
    assert len(texts[1].encode()) <= 80_000
    assert max(map(len, texts[0].splitlines())) < 400
    assert len(list(mail.iter_attachments())) == 2


def test_an_outlet_without_a_name_is_told_by_its_key(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port)
    desk.fill(office)
    nameless = Outlet(name="vnexpress", label="", full_label="", short="", owner_type="bo-nganh", home="", lang="vi")
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        archive.articles.register_outlets([nameless], desk.NOW)
    change(office, [replace(model.articles()[8], outlet="khong-dang-ky", id="9" * 16, url="https://khong.example/bai-9.html")])
    assert desk.send(office)[0] == 0
    text = " ".join(body(box.taken[0], "plain").split())
    assert "vnexpress, 19:32" in text
    assert "khong-dang-ky" in text
    assert " , " not in text


def change(office: Office, articles: list[Any]) -> None:
    with Archive.open(office.archive_path, now=desk.NOW) as archive, archive.write():
        for article in articles:
            archive.articles.keep(article, None, now=desk.NOW, run="test")
            archive.judgements.write(article.with_(versions=2), "stamp", now=desk.NOW, run="test")


def body(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content())
