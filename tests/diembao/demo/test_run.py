"""The demo end to end: a tiny press day crawled over HTTP, annotated, told, mailed and compared, by the real commands."""

from __future__ import annotations

import json
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from data.archive import Archive
from data.settings import load_office
from data.text import nfc
from diembao.cli import main
from diembao.demo import play
from diembao.demo.press_day.day import PressDayError
from tests.support.press_day import FRAME, article, write_day

FIRE = """
Khoảng 15 giờ ngày 1/6, một đám cháy bùng lên tại xưởng mộc ở thị trấn Lai Cách, huyện Cẩm Giàng, tỉnh Hải Dương.

Công an huyện Cẩm Giàng điều hai xe chữa cháy đến hiện trường. Sau gần một giờ, ngọn lửa được khống chế, không ai bị thương.

Theo lãnh đạo UBND thị trấn Lai Cách, nguyên nhân ban đầu được xác định là do chập điện ở kho gỗ phía sau xưởng.
"""
LYCHEE = """
Ngày 1/6, UBND huyện Thanh Hà, tỉnh Hải Dương khai trương điểm giới thiệu vải thiều tại trung tâm huyện, phục vụ khách cả vụ.

Toàn tỉnh Hải Dương hiện có hơn chín nghìn héc-ta vải. Huyện Thanh Hà chiếm hơn một phần ba diện tích và là nơi xuất khẩu chính.

Lãnh đạo Sở Nông nghiệp và Phát triển nông thôn Hải Dương cho biết các lô hàng đầu tiên đã được cấp mã số vùng trồng.
"""
SCHOOL = """
Trường tiểu học và trường mầm non của huyện Ninh Giang, tỉnh Hải Dương vừa được công nhận đạt chuẩn quốc gia.

Hai trường đã xây thêm sáu phòng học, sửa sân chơi và bổ sung thiết bị từ ngân sách huyện trong hai năm qua.
"""
SEA = """
Đoàn khảo sát của một viện hải dương học vừa kết thúc chuyến đi mười ngày quanh các rạn san hô.

Các nhà khoa học ghi nhận nhiệt độ nước biển tăng nhẹ so với cùng kỳ, một số rạn bắt đầu có dấu hiệu bạc màu.
"""
OTHER = """
Sáng nay, thư viện thành phố khai trương phòng đọc dành cho thiếu nhi với hơn năm nghìn đầu sách.

Phòng đọc mở cửa tất cả các ngày trong tuần và không thu phí.
"""
AFTER = "Đã dập tắt đám cháy xưởng mộc ở Cẩm Giàng, Hải Dương"
EDIT = f'\n[[edit]]\nat = 2020-06-01T18:00:00+07:00\ntitle = "{AFTER}"\nnew_slug = true\n'
ARTICLES = {
    "chay": article("chay", "vnexpress", "01 15:40", "Cháy xưởng mộc ở Cẩm Giàng, Hải Dương", text=FIRE, more=EDIT),
    "chay-lai": article("chay-lai", "soha", "01 19:10", "Hải Dương: Xưởng mộc ở Cẩm Giàng bốc cháy", text=FIRE),
    "vai": article(
        "vai", "tuoitre", "01 09:10", "Hải Dương mở điểm giới thiệu vải thiều Thanh Hà", text=LYCHEE, section="Kinh doanh"
    ),
    "bien": article("bien", "thanhnien", "01 10:00", "Khảo sát hải dương quanh các rạn san hô", text=SEA),
    "sach": article("sach", "tuoitre", "01 11:00", "Thư viện mở phòng đọc thiếu nhi", text=OTHER),
    "truoc-ky": article("truoc-ky", "vnexpress", "31 09:00", "Hải Dương thêm hai trường đạt chuẩn", text=SCHOOL),
}
ITEM = '[[item]]\nid = "{}"\nverdict = "{}"\nin_edition = {}\n'
TRUTH = "".join(
    (
        ITEM.format("chay", "subject", "true") + 'story = "1"\ntopic = "phap-luat"\ntone = "negative"\n',
        ITEM.format("chay-lai", "subject", "true") + 'story = "1"\nsame_as = "chay"\ntopic = "phap-luat"\ntone = "negative"\n',
        ITEM.format("vai", "subject", "true") + 'story = "2"\ntopic = "nong-nghiep"\ntone = "positive"\n',
        ITEM.format("bien", "namesake", "false"),
        ITEM.format("sach", "absent", "false"),
        ITEM.format("truoc-ky", "subject", "false") + 'outcome = "before_window"\n',
        '[totals]\narticles = 3\nstories = 2\nreprints = 1\n[sources]\nwall = ["laodong"]\n',
    )
)
CASE = """
[[case]]
number = "7/2020"
title = "Chợ họp lấn lòng đường"
outlet = "tuoitre"
published = 2020-05-18
agency = "UBND huyện Thanh Hà"
sent = 2020-05-20
rule = "co-quan"
"""
POLLS = 'only = ["laodong", "soha", "thanhnien", "tuoitre", "vnexpress"]\n' + FRAME.replace("01T12:00:00", "01T16:00:00")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The output folder of one demo and its exit status."""
    folder = tmp_path_factory.mktemp("demo")
    day = write_day(
        folder / "day", ARTICLES, frame=POLLS + '\n[[outlet]]\nname = "laodong"\ntrouble = "wall"\n' + CASE, truth=TRUTH
    )
    return folder / "out", play(day, folder / "out", run=main)


def test_the_edition_tells_what_the_truth_says(played: tuple[Path, int]) -> None:
    out, status = played
    report = json.loads((out / "truth-report.json").read_text("utf-8"))
    assert [one for one in report["differences"] if one["check"] in ("articles", "reprints", "stories")] == []
    assert report["checks"]["outcome"] == {"right": 1, "all": 1}
    assert report["checks"]["sources"] == {"right": 1, "all": 1}
    assert status == 0


def test_everything_is_written_under_its_name(played: tuple[Path, int]) -> None:
    out, _ = played
    for name in ("digest.html", "digest.txt"):
        part = nfc(" ".join((out / name).read_text("utf-8").split()))
        assert "hư cấu" in part
        assert "(mô phỏng)" in part
        assert "dập tắt đám cháy xưởng mộc" in part
        assert "Đang theo dõi" in part
        assert "Quá hạn 4 ngày" in part
    assert json.loads((out / "edition.json").read_text("utf-8"))
    assert (out / "archive.db").read_bytes().startswith(b"SQLite format 3")
    assert "diembao crawl" in (out / "run.log").read_text("utf-8")


def test_every_recipient_got_one_mail_and_no_second_one(played: tuple[Path, int]) -> None:
    out, _ = played
    mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in sorted(out.glob("*.eml"))]
    assert len(mails) == 2
    for mail in mails:
        assert "Thứ Ba 02/06/2020: 2 nội dung" in mail["Subject"]
        assert mail["Date"].startswith("Tue, 02 Jun 2020 06:")
        assert mail["Date"].endswith("+0700")
        assert [part.get_content_type() for part in mail.walk() if part.get_content_maintype() == "text"] == [
            "text/plain",
            "text/html",
        ]
    log = (out / "run.log").read_text("utf-8")
    assert log.count("$ diembao day ") == 2


def test_the_archive_knows_the_edit_and_the_history(played: tuple[Path, int]) -> None:
    out, _ = played
    office = load_office(out / "office.toml", {})
    with Archive.open(office.archive_path, now=office.office_demo_now) as archive:
        fire = next(one for one in archive.search.find("xưởng mộc") if one.outlet == "vnexpress")
        assert fire.versions == 2
        assert fire.title == AFTER
        assert fire.published_at is not None
        assert fire.published_at.isoformat() == "2020-06-01T08:40:00+00:00"
        numbers = [row.number for row in archive.editions.between(date(2020, 6, 1), date(2020, 6, 2))]
        assert numbers == [153, 154]


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "quan-trong.txt").write_text("giữ", "utf-8")
    day = write_day(tmp_path / "day", {"vai": ARTICLES["vai"]})
    assert play(day, tmp_path / "out", run=main) == 2
    assert "Không ghi đè" in capsys.readouterr().out
    assert (tmp_path / "out" / "quan-trong.txt").read_text("utf-8") == "giữ"


def test_a_wrong_day_is_refused_before_anything_starts(tmp_path: Path) -> None:
    day = write_day(tmp_path / "day", {"vai": ARTICLES["vai"]}, frame=FRAME.replace("invented = true", ""))
    with pytest.raises(PressDayError, match="invented"):
        play(day, tmp_path / "out", run=main)
    assert not (tmp_path / "out").exists()
