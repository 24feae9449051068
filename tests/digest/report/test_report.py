"""Reports: their totals are the sum of the editions sent; every period; frozen when issued; the same in every form."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from data.archive import Archive
from data.archive.records import Case, EditionItem, EditionRow
from data.settings import Office
from digest import bench, labels
from digest.documents.edition import Imprint
from digest.report.charts import LOOKS, WIDE, draw_charts
from digest.report.issue import build_report, issue_report, list_forms, write_report
from digest.report.periods import PeriodError, choose_span, find_span_before, find_span_last_year, make_range, read_period
from digest.report.render import render_report
from digest.report.sections import describe_change, write_sections
from digest.report.totals import COUNTS, check_report
from tests.digest.documents.test_edition_document import cells, said

NOW = datetime(2021, 1, 4, tzinfo=UTC)
YEAR = 900  # articles


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    found = Office(office_province="hai-duong", office_name="CƠ QUAN THỬ", base=tmp_path_factory.mktemp("report"))
    with Archive.open(found.archive_path, now=NOW) as archive:
        bench.fill_year(archive, YEAR)
    return found


@pytest.fixture
def archive(office: Office) -> Iterator[Archive]:
    with Archive.open(office.archive_path, now=NOW) as found:
        yield found


def test_periods() -> None:
    expected = {
        "2026-10": ("2026-10-01", "2026-10-31", "tháng 10 năm 2026", "2026-09-01", "2025-10-01"),
        "2026-01": ("2026-01-01", "2026-01-31", "tháng 01 năm 2026", "2025-12-01", "2025-01-01"),
        "2026-Q3": ("2026-07-01", "2026-09-30", "quý III năm 2026", "2026-04-01", "2025-07-01"),
        "2026-H1": ("2026-01-01", "2026-06-30", "6 tháng đầu năm 2026", "2025-07-01", "2025-01-01"),
        "2026-H2": ("2026-07-01", "2026-12-31", "6 tháng cuối năm 2026", "2026-01-01", "2025-07-01"),
        "2026-7M": ("2026-01-01", "2026-07-31", "7 tháng đầu năm 2026", "2025-01-01", "2025-01-01"),
        "2026": ("2026-01-01", "2026-12-31", "năm 2026", "2025-01-01", "2025-01-01"),
        "2026-W40": ("2026-09-28", "2026-10-04", "tuần từ 28/9/2026 đến 04/10/2026", "2026-09-21", "2025-09-29"),
        "2024-02": ("2024-02-01", "2024-02-29", "tháng 02 năm 2024", "2024-01-01", "2023-02-01"),
    }
    for text, (since, until, name, earlier, year_ago) in expected.items():
        span = read_period(text)
        assert (span.since.isoformat(), span.until.isoformat(), span.name) == (since, until, name)
        assert find_span_before(span).since.isoformat() == earlier
        assert find_span_before(span).until < span.since
        assert find_span_last_year(span).since.isoformat() == year_ago
    assert find_span_last_year(read_period("2025-02")).until == date(2024, 2, 29)
    assert find_span_before(make_range(date(2026, 3, 11), date(2026, 3, 20))).since == date(2026, 3, 1)
    assert find_span_last_year(make_range(date(2024, 2, 20), date(2024, 2, 29))).until == date(2023, 2, 28)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-Q5", "2026-W54", "2026-13M", "0000", "tháng 10", "2026-1", ""])
def test_no_such_period(text: str) -> None:
    with pytest.raises(PeriodError):
        read_period(text)


def test_a_range_has_an_order_and_an_end() -> None:
    with pytest.raises(PeriodError, match="sau ngày cuối"):
        make_range(date(2026, 2, 2), date(2026, 2, 1))
    with pytest.raises(PeriodError, match="dài quá"):
        make_range(date(2024, 1, 1), date(2025, 1, 1))


@pytest.mark.parametrize("period", ["2020-W10", "2020-05", "2020-Q2", "2020-H2", "2020-7M", "2020"])
def test_totals_are_the_sum_of_the_editions(archive: Archive, office: Office, period: str) -> None:
    span = read_period(period)
    found = build_report(archive, office, span, now=NOW)
    editions = archive.editions.between(span.since, span.until)
    items = [item for edition in editions for item in archive.editions.items(edition.day)]
    assert found.totals == {name: sum(edition.counts[name] for edition in editions) for name in COUNTS}
    assert found.totals["articles"] == len(items) == sum(line.articles for line in found.articles.outlets)
    assert found.reprints == sum(item.same_as is not None for item in items)
    for name in COUNTS:
        assert sum(getattr(line, name) for line in found.topics) == found.totals[name]
    assert len(found.foreign) == sum(archive.articles.outlets()[item.outlet].owner_type == "nuoc-ngoai" for item in items)
    assert len(found.main) == min(10, found.totals["stories"])
    assert check_report(found) == []


def test_the_whole_year_is_its_months_and_every_edition(archive: Archive, office: Office) -> None:
    year = build_report(archive, office, read_period("2020"), now=NOW).totals
    months = [build_report(archive, office, read_period(f"2020-{month:02d}"), now=NOW).totals for month in range(1, 13)]
    assert year == {name: sum(month[name] for month in months) for name in COUNTS}
    assert year["articles"] == YEAR * 365 // 365


def test_change_against_the_period_before(archive: Archive, office: Office) -> None:
    may, june = (build_report(archive, office, read_period(f"2020-{month}"), now=NOW) for month in ("05", "06"))
    assert june.before == may.totals
    assert june.last_year is None
    (overview, *_) = write_sections(june)
    row = overview.grids[0].rows[1]
    now, former = june.totals["articles"], may.totals["articles"]
    assert row == ["Tin, bài", now, former, describe_change(now, former), "–", "–"]
    assert describe_change(112, 100) == "tăng 12 (12%)"
    assert describe_change(97, 100) == "giảm 3 (3%)"
    assert describe_change(5, 5) == "không đổi"
    assert describe_change(5, 0) == "tăng 5"


def test_what_does_not_add_up_is_found(archive: Archive, office: Office) -> None:
    found = build_report(archive, office, read_period("2020-05"), now=NOW)
    assert check_report(replace(found, own_totals={**found.own_totals, "articles": 1}))
    assert check_report(replace(found, topics=found.topics[1:]))
    assert check_report(replace(found, outlets=found.outlets[1:]))
    assert check_report(replace(found, reprints=found.reprints + 1))
    assert check_report(replace(found, issues=()))


def test_every_form_says_the_same(archive: Archive, office: Office) -> None:
    found = build_report(archive, office, read_period("2020-05"), now=NOW)
    row = render_report(found, Imprint(symbol="BC-STTTT"))
    assert row == render_report(found, Imprint(symbol="BC-STTTT")), "the same report gives the same bytes"
    text = said(row.docx)
    for section in write_sections(found):
        assert section.title in text
        assert section.title in row.html
        for sentence in section.said:
            assert sentence in text
    assert "BÁO CÁO" in text and "Tổng hợp tin, bài báo chí viết về tỉnh Hải Dương, tháng 5 năm 2020" in text
    figures = {line[0]: line[1] for line in cells(row.xlsx) if line and line[0] in ("Nội dung", "Tin, bài", "Báo nêu")}
    names = (("Nội dung", "stories"), ("Tin, bài", "articles"), ("Báo nêu", "issues"))
    assert figures == {name: str(found.totals[key]) for name, key in names}
    assert json.loads(row.json)["totals"] == found.totals
    assert labels.DEMO_MARK not in text + row.html + row.json
    marked = render_report(replace(found, head=replace(found.head, demo=True)), Imprint())
    assert all(labels.DEMO_MARK in form for form in (said(marked.docx), marked.html, marked.json))


def test_charts_are_pictures_of_twice_the_size(archive: Archive, office: Office) -> None:
    drawn = draw_charts(build_report(archive, office, read_period("2020-05"), now=NOW))
    assert sorted(drawn) == ["course", "fields", "outlets"]
    for png, description in drawn.values():
        assert png.startswith(b"\x89PNG")
        assert struct.unpack(">I", png[16:20])[0] == round(WIDE * 192)
        assert description


def test_tones_differ_without_colour() -> None:
    def light(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    lights = sorted(light(colour) for colour, _ in LOOKS.values())
    assert all(after - earlier > 0.15 for earlier, after in pairwise(lights))
    assert len({hatch for _, hatch in LOOKS.values()}) == 3


def test_imported_and_unsent_editions_and_cases(tmp_path: Path) -> None:
    office = Office(office_province="hai-duong", base=tmp_path)
    until = datetime(2020, 6, 2, tzinfo=UTC)
    counts = {"stories": 1, "articles": 1, "positive": 0, "neutral": 0, "negative": 1, "issues": 1}
    item = EditionItem(
        position=1, number=1, article="a", story="a", outlet="khong-ro", title="Tiêu đề", url="https://a.example/1", topic="y-te",
        tone="negative", issue=True,
    )  # fmt: skip
    with Archive.open(office.archive_path, now=NOW) as archive:
        row = EditionRow(day=date(2020, 6, 1), number=1, after=until, until=until, built_at=until, counts=counts, imported=True)
        archive.editions.save(row)
        archive.editions.save(replace(row, day=date(2020, 6, 2), imported=False, frozen_at=until), [item])
        archive.editions.save(replace(row, day=date(2020, 6, 3), imported=False), [item])
        archive.cases.open(
            Case(
                number="", story="a", title="Vấn đề thử", outlet="khong-ro", published_at=until, opened_at=until, opened_by="thử"
            )
        )
        found = build_report(archive, office, read_period("2020-06"), now=NOW)
    assert found.totals["articles"] == 2
    assert found.own_totals["articles"] == 1
    assert found.unsent == (date(2020, 6, 3),)
    text = "\n".join(line for section in write_sections(found) for line in (*section.sentences, section.note))
    assert "1 bản tin phát hành trước khi dùng hệ thống" in text
    assert "chưa gửi nên chưa tính: 03/6/2020" in text
    assert "Theo dõi xử lý 1 vấn đề (1 mở trong kỳ): 1 mới ghi nhận." in text


def test_no_edition_at_all(tmp_path: Path) -> None:
    office = Office(office_province="hai-duong", base=tmp_path)
    with Archive.open(office.archive_path, now=NOW) as archive:
        row = render_report(build_report(archive, office, read_period("2020-06"), now=NOW), Imprint())
    assert "chưa có bản tin nào được gửi" in said(row.docx)


def test_issued_once_and_then_the_same(office: Office, archive: Archive) -> None:
    span = choose_span(None, date(2020, 3, 1), date(2020, 3, 15))
    draft = issue_report(archive, office, span, now=NOW, is_final=False)
    assert not draft.is_final
    assert archive.documents.report(span.since, span.until) is None
    first = issue_report(archive, office, span, now=NOW, is_final=True)
    assert first.is_final
    assert issue_report(archive, office, span, now=NOW + timedelta(days=9), is_final=False) == first
    assert archive.documents.report(span.since, span.until) == first.row
    folder = write_report(office, first.row)
    assert folder == office.out_dir / "bao-cao-2020-03-01-2020-03-15"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        f"bao-cao.{form}": content for form, content in list_forms(first.row).items()
    }
    with pytest.raises(PeriodError, match="chưa kết thúc"):
        issue_report(archive, office, read_period("2021-01"), now=NOW, is_final=True)
    with pytest.raises(PeriodError, match="--period"):
        choose_span(None, None, None)
    with pytest.raises(Exception, match="cannot be changed"):
        archive.store.run_sql("DELETE FROM reports")


def test_benches_measure_both_sides() -> None:
    for measure, size, name in ((bench.measure_report, 400, "articles"), (bench.measure_edition, 20, "mentions")):
        result = measure(size, rounds=1)
        assert result.ours > 0
        assert result.peer > 0
        assert result.more == {name: size, "seconds": round(size / result.ours, 3)}
