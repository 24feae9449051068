"""`report` as the operator meets it: drafts, the final report, every refusal."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from data.archive import Archive
from data.settings import Office
from diembao.cli import main
from digest import bench
from tests.support.command_line import run_command

NOW = datetime(2021, 1, 4, tzinfo=UTC)
SPAN = ("--from", "2020-03-01", "--to", "2020-03-15")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(office_province="hai-duong", office_name="CƠ QUAN THỬ", base=tmp_path_factory.mktemp("report"))
    with Archive.open(made.archive_path, now=NOW) as archive:
        bench.fill_year(archive, 400)
    return made


def test_a_draft_then_the_final_report_that_never_changes(office: Office) -> None:
    draft = run_command(office, "report", *SPAN, now=NOW)
    folder = office.out_dir / "bao-cao-2020-03-01-2020-03-15"
    assert draft.exit_code == 0
    assert draft.stdout.endswith(f"(bản nháp; phát hành bằng --issue).\nTệp báo cáo: {folder}\n")
    first = run_command(office, "report", *SPAN, "--issue", "--format", "json", now=NOW)
    again = run_command(office, "report", *SPAN, "--format", "json", now=NOW + timedelta(days=9))
    assert first.stdout == again.stdout
    assert json.loads(first.stdout)["period"] == "từ ngày 01/3/2020 đến ngày 15/3/2020"
    assert "(đã phát hành, không đổi nữa)." in run_command(office, "report", *SPAN, now=NOW).stdout
    docx = run_command(office, "report", *SPAN, "--format", "docx", now=NOW)
    assert docx.stdout_bytes == (folder / "bao-cao.docx").read_bytes()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "Nêu kỳ báo cáo bằng --period"),
        (("--period", "2020-05", "--from", "2020-05-01"), "Nêu kỳ báo cáo bằng --period"),
        (("--period", "2020-13"), "không có tháng 13"),
        (("--period", "2021-01", "--issue"), "chưa kết thúc nên chưa phát hành được"),
    ],
)
def test_what_cannot_be_reported_is_refused_in_words(office: Office, words: tuple[str, ...], why: str) -> None:
    result = run_command(office, "report", *words, now=NOW)
    assert (result.exit_code, result.stdout) == (2, "")
    assert why in result.stderr


def test_the_bench_of_editions_prints_its_race() -> None:
    result = CliRunner().invoke(main, ["bench", "edition", "--mentions", "20"])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert [line.split(":")[0] for line in (lines[0], lines[1], *lines[3:])] == [
        "Dựng bản tin",
        "Chỉ đọc các dòng ấy",
        "Số tin, bài",
        "Giây mỗi bản tin",
    ]
    tree = json.loads(CliRunner().invoke(main, ["bench", "edition", "--mentions", "20", "--json"]).stdout)
    assert list(tree)[:6] == ["ours", "peer", "peer_name", "unit", "ratio", "peak_mb"]
