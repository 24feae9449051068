"""search, correct, province show and doctor as the operator meets them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.archive import Archive
from data.archive.records import EditionItem, EditionRow
from data.crawl_store import CrawlStore
from data.gazetteer import load_province
from data.gazetteer.overview import describe_province
from data.settings import Office
from diembao.cli.archive import show_correction, show_search, write_province
from diembao.cli.ops import show_checkup
from diembao.cli.trace import show_trace
from ops import doctor
from tests.support.archive_case import NOW, TUOI_TRE, after, article, judged


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(office_province="hai-duong", base=tmp_path)
    with Archive.open(made.archive_path, now=NOW) as archive:
        archive.articles.register_outlets([TUOI_TRE], NOW)
        for number, title in ((1, "=Vải thiều Thanh Hà"), (2, "Hai đường mới")):
            kept = article(number, title=title, published_at=after(24 * number))
            archive.articles.keep(kept, None, now=after(number), run="r")
            archive.judgements.write(judged(number), "s", now=after(number), run="r")
    return made


def searched(office: Office, query: str, **filters: object) -> str:
    out = io.StringIO()
    assert show_search(office, query, now=NOW, out=out, **filters) == 0
    return out.getvalue()


def test_search_as_json_lines(office: Office) -> None:
    rows = [json.loads(line) for line in searched(office, "thanh ha", form="json").splitlines()]
    assert [(row["title"], row["outlet_label"], row["published_at"], row["places"], row["issue"]) for row in rows] == [
        ("=Vải thiều Thanh Hà", "Báo Tuổi Trẻ", "2020-06-02T09:00:00+07:00", ["huyện Kim Thành"], False)
    ]
    assert searched(office, "không có", form="json") == ""


def test_search_as_csv_runs_nothing_in_a_spreadsheet(office: Office) -> None:
    rows = list(csv.DictReader(io.StringIO(searched(office, "", form="csv"))))
    assert [row["title"] for row in rows] == ["Hai đường mới", "'=Vải thiều Thanh Hà"]
    assert rows[0]["issue"] == "no"


def test_search_as_a_table_in_vietnamese(office: Office) -> None:
    table = searched(office, "vải thiều")
    for word in (
        "Giờ đăng",
        "02/06/2020 09:00",
        "Báo Tuổi Trẻ",
        "viết về tỉnh",
        "Y tế",
        "Trung tính",
        article(1).id,
        "1 tin, bài",
    ):
        assert word in table
    assert "Không tìm thấy" in searched(office, "bóng đá")


def test_invented_news_stays_marked(office: Office) -> None:
    demo = Office(office_province="hai-duong", base=office.base, office_demo=True)
    out = io.StringIO()
    assert show_trace(demo, article(1).id, now=NOW, out=out) == 0
    assert out.getvalue().startswith("Dữ liệu giả định")
    assert "Dữ liệu giả định" in searched(demo, "vải")
    assert "Dữ liệu giả định" not in searched(office, "vải")


def test_search_days_are_whole_vietnamese_days(office: Office) -> None:
    def titles(**days: date) -> list[str]:
        return [json.loads(line)["title"] for line in searched(office, "", form="json", **days).splitlines()]

    assert titles(since=date(2020, 6, 2), until=date(2020, 6, 2)) == ["=Vải thiều Thanh Hà"]
    assert titles(since=date(2020, 6, 3)) == ["Hai đường mới"]
    assert titles(until=date(2020, 6, 1)) == []


def test_a_field_is_known_by_slug_and_by_label(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert searched(office, "", topic="Y tế", form="json") == searched(office, "", topic="y-te", form="json") != ""
    assert show_search(office, "", now=NOW, out=io.StringIO(), topic="thời tiết") == 2
    assert "van-hoa-du-lich" in capsys.readouterr().err


def test_correct_says_what_changed_and_that_a_sent_edition_stays(office: Office) -> None:
    one = article(1)
    item = EditionItem(position=1, number=1, article=one.id, story=one.id, outlet="tuoitre", title="Vải", url=one.url)
    with Archive.open(office.archive_path, now=NOW) as archive:
        archive.editions.save(
            EditionRow(day=date(2020, 6, 2), number=1, after=NOW, until=NOW, built_at=NOW, frozen_at=NOW), [item]
        )
    out = io.StringIO()
    assert show_correction(office, one.url, now=NOW, out=out, by="Lan", tone="negative", topic="Giao thông", issue=True) == 0
    for word in ("sắc thái: Trung tính → Tiêu cực", "lĩnh vực: Y tế → Giao thông", "báo nêu: không → có", "được giữ nguyên"):
        assert word in out.getvalue()
    assert "*" in searched(office, "vải")
    out = io.StringIO()
    assert show_correction(office, one.id, now=NOW, out=out, by="Lan", undo=True) == 0
    assert "Đã bỏ lần sửa" in out.getvalue()
    assert show_correction(office, one.id, now=NOW, out=io.StringIO(), by="Lan", undo=True) == 1


def test_correct_refuses_in_words_and_changes_nothing(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_correction(office, "https://tuoitre.vn/khong-co.htm", now=NOW, out=io.StringIO(), by="Lan", tone="negative") == 1
    assert show_correction(office, article(1).id, now=NOW, out=io.StringIO(), tone="negative") == 2
    told = capsys.readouterr().err
    assert "Không có tin, bài nào" in told
    assert "--by" in told
    with Archive.open(office.archive_path, now=NOW) as archive:
        assert archive.corrections.of_article(article(1).id) == []


def test_province_show_follows_the_date() -> None:
    def shown(slug: str, on: date) -> str:
        out = io.StringIO()
        write_province(describe_province(slug, on), out)
        return out.getvalue()

    before, now = shown("hai-duong", date(2020, 6, 2)), shown("hai-duong", date(2026, 1, 1))
    assert before.startswith("tỉnh Hải Dương (hai-duong), ngày 02/06/2020")
    assert "Đơn vị cấp huyện (12)" in before
    assert "huyện Kim Thành" in before
    assert "Đơn vị cấp huyện" not in now
    assert "thôi tồn tại từ ngày 01/07/2025; địa bàn thuộc thành phố Hải Phòng" in now
    assert all(name in before for name in load_province("hai-duong").homonyms)
    assert "huyện Kỳ Sơn (còn ở Hòa Bình)" in shown("nghe-an", date(2020, 6, 2))
    assert "Gồm cả địa bàn cũ của: Quảng Bình" in shown("quang-tri", date(2026, 1, 1))


def write_settings(folder: Path, text: str) -> Path:
    path = folder / "office.toml"
    path.write_text(text, encoding="utf-8")
    return path


SETTINGS = '[office]\nprovince = "hai-duong"\n[mail]\nuser = "u"\npassword = "rất bí mật"\nhost = "thu.tinh.example"\n'


def examined(path: Path, env: dict[str, str] | None = None) -> tuple[int, str]:
    out = io.StringIO()
    status = show_checkup(path, env or {}, now=NOW, out=out)
    return status, out.getvalue()


def models(folder: Path, monkeypatch: pytest.MonkeyPatch, *, told: bytes = b"weights") -> None:
    (folder / "topic.npz").write_bytes(b"weights")
    (folder / "SHA256SUMS").write_text(f"{hashlib.sha256(told).hexdigest()}  topic.npz\n", encoding="utf-8")
    monkeypatch.setattr(doctor, "MODELS", folder)


def test_doctor_on_a_healthy_office(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models(tmp_path, monkeypatch)
    with CrawlStore.open(office.crawl_path, now=NOW) as store:
        store.record_outlet_run("r", "tuoitre", NOW, {"found": 3}, "ok")
        store.record_outlet_run("r", "laodong", NOW, {"found": 0}, "wall", "trang chỉ mở bằng trình duyệt")
    status, told = examined(write_settings(tmp_path, SETTINGS))
    assert status == 0
    for word in (
        "toàn vẹn, 2 tin, bài, 2 đã phân loại",
        "2 nguồn đã thu thập, 1 đầy đủ",
        "nguồn laodong: phải mở bằng trình duyệt từ 09:00",
        "mô hình: 1 tệp, đúng mã kiểm tra",
        "Mọi thứ sẵn sàng",
        'office.province = "hai-duong"',
        "mail.password = ••••••",
        "chmod 600",
    ):
        assert word in told
    assert "rất bí mật" not in told


def test_doctor_names_what_is_broken_and_what_to_do(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models(tmp_path, monkeypatch, told=b"other weights")
    office.crawl_path.write_text("không phải cơ sở dữ liệu" * 100, encoding="utf-8")
    with Archive.open(office.archive_path, now=NOW) as archive:
        archive.trail.begin_run("day", NOW)
        archive.store.run_sql("INSERT INTO search_folded (search_folded) VALUES ('delete-all')")
    status, told = examined(write_settings(tmp_path, SETTINGS))
    assert status == 1
    for word in ("search_folded không khớp", "Kho thu thập", "khác với mã kiểm tra", "-day chưa kết thúc", "Có 3 chỗ hỏng"):
        assert word in told
    assert told.count("Cách xử lý:") >= 5


def test_doctor_tells_every_fault_of_the_settings(tmp_path: Path) -> None:
    status, told = examined(write_settings(tmp_path, '[office]\nprovince = "hai-duog"\n[mail]\nport = 0\n'))
    assert status == 2
    assert "office.province" in told
    assert "mail.port" in told


def test_doctor_asks_the_mail_server_only_when_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models(tmp_path, monkeypatch)
    mail = '[mail]\nhost = "127.0.0.1"\nport = 1\nfrom = "a@x.example"\nrecipients = ["b@x.example"]\n'
    path = write_settings(tmp_path, f'[office]\nprovince = "hai-duong"\n{mail}')
    assert "chưa thử kết nối" in examined(path)[1]
    out = io.StringIO()
    assert show_checkup(path, {}, now=NOW, out=out, ask_mail=True) == 1
    assert "không kết nối được tới 127.0.0.1:1" in out.getvalue()


def test_the_models_we_ship_are_the_ones_their_sums_name() -> None:
    findings = list(doctor._models())
    assert [finding.state for finding in findings] == ["tốt", "tốt"], findings


@pytest.mark.parametrize(
    ("year", "month", "said"),
    [
        (2026, 5, "tốt    ngày nghỉ lễ, Tết: có lịch của năm 2026."),
        (2026, 11, "lưu ý  ngày nghỉ lễ, Tết: chưa ghi lịch nghỉ lễ, Tết đã được quyết định của năm 2027"),
        (2036, 1, "hỏng   ngày nghỉ lễ, Tết: chưa có ngày Tết của năm 2036"),
    ],
)
def test_doctor_says_which_years_days_off_are_not_known(tmp_path: Path, year: int, month: int, said: str) -> None:
    out = io.StringIO()
    show_checkup(write_settings(tmp_path, SETTINGS), {}, now=datetime(year, month, 22, tzinfo=UTC), out=out)
    assert said in out.getvalue()
