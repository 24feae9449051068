"""The duty officer of a press day: only what the machine has wrong is mended, and the approval comes last."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.archive import Archive
from data.archive.records import EditionItem
from data.model import Article
from diembao.cli import main
from diembao.demo.office import in_process, plan_commands
from diembao.demo.press_day.day import PressDayError, load_day
from diembao.demo.press_day.review import DayReview
from tests.support.press_day import FRAME, article, write_day

AT = datetime(2020, 6, 1, 23, 20, tzinfo=UTC)
WRONG = """
[review]
by = "Người trực"
at = 2020-06-02T05:00:00+07:00
send = 2020-06-02T06:30:00+07:00
namesakes = ["khong-co"]
topics = { vai = "la" }
them = 1
"""


def item(key: str, topic: str) -> EditionItem:
    return EditionItem(
        position=1, number=1, article=key, story=key, outlet="tuoitre", title="Tin", url=f"https://tuoitre.vn/{key}.htm",
        published_at=AT, topic=topic, tone="neutral", issue=False, urgent=False, same_as=None, places=(), extract="",
    )  # fmt: skip


def test_what_the_machine_has_right_is_left_alone(tmp_path: Path) -> None:
    review = DayReview(
        by="Người trực", at=AT, send=AT, namesakes=("nhầm", "không có"), topics={"đúng": "y-te", "sai": "giao-thong"},
        briefs={"sai": "đường hỏng"}, cases=("sai",),
    )  # fmt: skip
    addresses = {"nhầm": ["https://tuoitre.vn/a.htm"], "đúng": ["https://tuoitre.vn/b.htm"], "sai": ["https://tuoitre.vn/c.htm"]}
    with Archive.open(tmp_path / "a.db", now=AT) as archive:
        run = archive.trail.begin_run("crawl", AT)
        for key in "abc":
            kept = Article(id=key, url=f"https://tuoitre.vn/{key}.htm", outlet="tuoitre", title="Tin", published_at=AT)
            archive.articles.keep(kept, None, now=AT, run=run)
        planned = plan_commands(review, addresses, archive, [item("a", "y-te"), item("b", "y-te"), item("c", "y-te")])
    by = ["--by", "Người trực"]
    assert [line for _, line in planned] == [
        ["correct", "a", "--verdict", "namesake", *by],
        ["correct", "c", "--topic", "giao-thong", *by],
        ["edition", "note", "c", "đường hỏng", "--as", "brief", *by],
        ["case", "open", "c", *by],
        ["edition", "approve", *by],
    ]
    moments = [at for at, _ in planned]
    assert moments == sorted(set(moments))
    assert moments[-1] == AT


def test_mistakes_of_the_review_are_named(tmp_path: Path) -> None:
    folder = write_day(tmp_path / "d", {"vai": article("vai", "tuoitre", "01 08:15", "Vải")}, frame=FRAME + WRONG)
    with pytest.raises(PressDayError) as caught:
        load_day(folder)
    for part in (
        "review.at: phải sau now",
        "review.namesakes: không có bài",
        "review.topics.vai: không có lĩnh vực",
        "review.them",
    ):
        assert part in str(caught.value), part


def test_a_command_run_here_reads_nothing_of_a_real_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIEMBAO_MAIL_HOST", "thu.that.example")
    settings = tmp_path / "office.toml"
    settings.write_text('[office]\nprovince = "hai-duong"\n[mail]\nhost = "127.0.0.1"\n', "utf-8")
    done = in_process(main, ["--office", str(settings), "send", "--now", "2020-06-02T06:30:00+07:00"])
    assert done.returncode == 2
    assert "Chưa gửi được thư" in done.stderr
    assert "thu.that.example" not in done.stdout + done.stderr
    assert os.environ["DIEMBAO_MAIL_HOST"] == "thu.that.example"
    assert capsys.readouterr().out == ""
    assert in_process(main, ["--office", str(settings), "khong-co"]).returncode == 2
