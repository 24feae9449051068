"""`day` and `watch --once` by their exit status: 0 done, 1 a stage or a mail failed, 2 cannot run; `--now` and `--skip`."""

from __future__ import annotations

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.storage import locks
from diembao.cli import main
from diembao.demo.office import in_process
from tests.support import edition_day as model
from tests.support import office_desk as desk

BAD = desk.RECIPIENTS[0]
SKIP = ("--skip", "crawl,annotate")
BOTH = pytest.mark.parametrize("command", [("watch", "--once"), ("day",)], ids=["watch", "day"])


def ready(folder: Path, port: int = 1, more: str = "") -> Path:
    """The settings file of an office whose archive holds the model day."""
    path = folder / "office.toml"
    path.write_text(
        f'[office]\nprovince = "hai-duong"\n{more}\n[mail]\nfrom = "diemtin@haiduong.example"\nhost = "127.0.0.1"\n'
        f'port = {port}\nsecurity = "none"\ntimeout_seconds = 2\nrecipients = {json.dumps(desk.RECIPIENTS)}\n',
        encoding="utf-8",
    )
    desk.fill(desk.office(folder))
    return path


def run(office: Path, *words: str, now: str = "2020-06-02T06:31") -> subprocess.CompletedProcess[str]:
    return in_process(main, ["--office", str(office), *words, "--now", now])


def test_watch_once_builds_at_the_cut_off_and_sends_at_the_hour(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = ready(tmp_path, port)
    built = run(office, "watch", "--once", *SKIP, now="2020-06-02T06:05")
    assert (built.returncode, built.stderr, box.to) == (0, "", [])
    assert built.stdout.splitlines()[0] == "Bản tin số 154 ngày 02/06/2020 (chưa gửi): 14 nội dung, 31 tin, bài."
    assert built.stdout.splitlines()[-1] == "02/06/2020 06:05: poll, build"
    sent = run(office, "watch", "--once", *SKIP)
    assert (sent.returncode, sent.stdout) == (0, "Bản tin số 154: đã gửi 3 thư.\n02/06/2020 06:31: send\n")
    assert sorted(box.to) == sorted(desk.RECIPIENTS)
    idle = run(office, "watch", "--once", *SKIP, now="2020-06-02T06:32")
    assert (idle.returncode, idle.stdout, idle.stderr) == (0, "", "")


@BOTH
def test_a_mail_that_did_not_go_out_gives_one(tmp_path: Path, post: tuple[desk.Post, int], command: tuple[str, ...]) -> None:
    box, port = post
    box.rcpt = lambda address: "450 4.2.0 later" if address == BAD else "250 OK"
    result = run(ready(tmp_path, port), *command, *SKIP)
    assert result.returncode == 1
    assert f"hoãn, sẽ gửi lại lúc 06:32: {BAD}: máy chủ hẹn lần sau (450 4.2.0 later)" in result.stdout
    assert sorted(box.to) == sorted(set(desk.RECIPIENTS) - {BAD})


@BOTH
def test_a_letter_that_did_not_go_out_gives_one(tmp_path: Path, post: tuple[desk.Post, int], command: tuple[str, ...]) -> None:
    box, port = post
    office = ready(tmp_path, port)
    assert run(office, *command, *SKIP).returncode == 0
    with Archive.open(tmp_path / "var" / "hai-duong.db", now=desk.NOW) as archive:
        archive.letters.queue(
            "word",
            "x",
            "vh@tinh.example",
            message_id="<a@b.example>",
            subject="x",
            text="x",
            now=desk.NOW + timedelta(minutes=26),
        )
    box.rcpt = lambda address: "450 4.2.0 later"
    result = run(office, *command, *SKIP, now="2020-06-02T06:33")
    assert (result.returncode, "Chưa gửi được 1 thư (vh@tinh.example).\n" in result.stdout) == (1, True)
    box.rcpt = lambda address: "250 OK"
    assert run(office, *command, *SKIP, now="2020-06-02T06:35").returncode == 0


def test_a_stage_that_failed_gives_one(tmp_path: Path) -> None:
    office = ready(tmp_path)
    (tmp_path / "var" / "crawl.db").unlink()
    (tmp_path / "var" / "crawl.db").mkdir()  # the crawl cannot open its store
    result = run(office, "watch", "--once", "--skip", "annotate", now="2020-06-02T05:00")
    assert result.returncode == 1
    assert "Bước crawl hỏng, mã 2." in result.stdout


@BOTH
def test_a_clock_that_cannot_be_right_gives_two(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = run(ready(tmp_path), *command, *SKIP, now="1970-06-02T06:31")
    assert (result.returncode, result.stdout) == (2, "")
    assert "Đồng hồ máy chỉ năm 1970. Cách xử lý:" in result.stderr
    with Archive.open(tmp_path / "var" / "hai-duong.db", now=desk.NOW) as archive:
        assert [row.command for row in archive.trail.runs()] == ["test"]


@BOTH
def test_damaged_settings_give_two(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = run(ready(tmp_path, more='watch = "x"'), *command, *SKIP)
    assert (result.returncode, result.stdout) == (2, "")
    assert "office.watch" in result.stderr


@BOTH
def test_a_damaged_archive_gives_two(tmp_path: Path, command: tuple[str, ...]) -> None:
    office = ready(tmp_path)
    for file in (tmp_path / "var").glob("hai-duong.db*"):
        file.unlink()
    (tmp_path / "var" / "hai-duong.db").write_bytes(b"no database " * 500)
    result = run(office, *command, *SKIP)
    assert (result.returncode, "Traceback" in result.stderr) == (2, False)
    assert "Cách xử lý" in result.stderr


@BOTH
def test_another_run_at_work_gives_two(tmp_path: Path, command: tuple[str, ...]) -> None:
    office = ready(tmp_path)
    with locks.lock(tmp_path / "var" / "hai-duong.lock"):
        result = run(office, *command, *SKIP)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Một lượt chạy khác của cơ quan này đang làm việc" in result.stderr


def test_a_step_that_does_not_exist_and_a_clock_for_a_loop_are_refused(tmp_path: Path) -> None:
    office = ready(tmp_path)
    unknown = run(office, "watch", "--once", "--skip", "crawl,doc")
    assert (unknown.returncode, unknown.stderr) == (
        2, "--skip: không có bước «doc». Cách xử lý: chỉ viết crawl, annotate, cách nhau dấu phẩy.\n",
    )  # fmt: skip
    loop = run(office, "watch")
    assert (loop.returncode, "--once" in loop.stderr) == (2, True)


def test_an_edition_that_is_not_out_in_time_gives_one_and_a_day_done_before_gives_nought(
    tmp_path: Path, post: tuple[desk.Post, int]
) -> None:
    box, port = post
    office = ready(tmp_path, port)
    box.rcpt = lambda address: "421 4.3.2 down"
    assert run(office, "day", *SKIP, now="2020-06-02T06:46").returncode == 1
    box.rcpt = lambda address: "250 OK"
    assert run(office, "day", *SKIP, now="2020-06-02T06:48").returncode == 0
    again = run(office, "day", *SKIP, now="2020-06-02T06:50")
    assert (again.returncode, again.stdout) == (0, "Bản tin ngày 02/06/2020 đã gửi đủ từ trước; không làm lại.\n")
    assert len(box.to) == len(desk.RECIPIENTS)
    assert set(box.to) == set(desk.RECIPIENTS)
    with Archive.open(tmp_path / "var" / "hai-duong.db", now=desk.NOW) as archive:
        assert {row.state for row in archive.outbox.rows(model.DAY)} == {"sent"}
