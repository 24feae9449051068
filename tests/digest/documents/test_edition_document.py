"""The digest on paper and as a spreadsheet: the decree's form, twelve columns, nothing alive, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from data.archive import Archive, ArchiveError
from digest import labels
from digest.documents.decree_dates import format_long_date, rewrite_dates
from digest.documents.docx import Paper
from digest.documents.edition import Imprint, as_docx, as_xlsx, make_documents
from digest.documents.zip_package import clean_text
from digest.issue import read_file
from digest.issue.assemble import assemble_edition
from digest.issue.errors import MissingPart
from digest.render.attachments import describe_attachments, make_stem
from digest.render.html import as_html
from digest.wording.edition import join_pieces, write_period, write_title, write_totals
from digest.wording.story import list_columns
from tests.support import edition_day as model
from tests.support import office_desk as desk

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MARKS = Imprint(symbol="ĐT-STTTT", signer_title="Giám đốc", signer="(họ tên người ký)")


def opened(packed: bytes) -> Document:
    return docx.Document(io.BytesIO(packed))


def parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        return {name: file.read(name) for name in file.namelist()}


def said(packed: bytes) -> str:
    """All text of a document's body, headers and cells."""
    found = [etree.fromstring(part) for name, part in parts(packed).items() if name.startswith("word/") and name.endswith(".xml")]
    return "\n".join("".join(text.text or "" for text in line.iter(qn("w:t"))) for tree in found for line in tree.iter(qn("w:p")))


def cells(packed: bytes) -> list[list[str]]:
    """The first sheet as texts; figures as they are stored."""
    files = parts(packed)
    shared = ["".join(item.itertext()) for item in etree.fromstring(files["xl/sharedStrings.xml"])]
    rows = []
    for row in etree.fromstring(files["xl/worksheets/sheet1.xml"]).iter(f"{SHEET}row"):
        values = [(cell.get("t"), cell.findtext(f"{SHEET}v") or "") for cell in row]
        rows.append([shared[int(value)] if kind == "s" else value for kind, value in values])
    return rows


def test_the_head_is_that_of_the_decree() -> None:
    paper = opened(as_docx(model.edition(), MARKS))
    left, right = paper.tables[0].rows[0].cells
    assert [line.text for line in left.paragraphs if line.text] == [
        "UBND TỈNH HẢI DƯƠNG",
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "Số: 154/ĐT-STTTT",
    ]
    assert [line.text for line in right.paragraphs if line.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hải Dương, ngày 02 tháng 6 năm 2020",
    ]
    assert right.paragraphs[-1].runs[0].italic
    assert paper.styles["Normal"].element.rPr.rFonts.get(qn("w:ascii")) == "Times New Roman"


def test_pages_margins_and_numbers() -> None:
    text, annex = opened(as_docx(model.edition(), MARKS)).sections
    sizes = [(side.page_width, side.page_height) for side in (text, annex)]
    assert [tuple(round(length / Mm(1)) for length in size) for size in sizes] == [(210, 297), (297, 210)]
    margins = [round(side / Mm(1)) for side in (text.top_margin, text.bottom_margin, text.left_margin, text.right_margin)]
    assert margins == [20, 20, 30, 15]
    for section in (text, annex):
        assert section.different_first_page_header_footer
        assert "PAGE" in etree.tostring(section.header._element).decode()
        assert "PAGE" not in etree.tostring(section.first_page_header._element).decode()


def test_the_text_says_what_the_mail_says() -> None:
    edition = model.edition()
    text = said(as_docx(edition, MARKS))
    for wanted in (
        write_title(edition),
        rewrite_dates(write_period(edition)),
        "Kính gửi: Thường trực Tỉnh ủy",
        join_pieces(write_totals(edition)),
        "I. NỘI DUNG CẦN CHÚ Ý",
        labels.UNVERIFIED,
        "III. BÁO CHÍ NƯỚC NGOÀI",
        ". BẢY NGÀY GẦN NHẤT",
        "Nơi nhận:",
        "- Lưu: VT.",
        "GIÁM ĐỐC",
        "PHỤ LỤC",
        "(Kèm theo bản tin số 154 ngày 02 tháng 6 năm 2020)",
    ):
        assert wanted in text, wanted
    assert labels.DEMO_MARK not in text
    assert "thư này" not in text


def test_the_annex_has_every_row_and_repeats_its_head() -> None:
    edition = model.edition()
    table = opened(as_docx(edition, MARKS)).tables[-1]._tbl
    rows = [["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.tc_lst] for row in table.tr_lst]
    wanted = [list(list_columns(row)) for row in edition.articles]
    for row in wanted:
        row[3] = row[3].replace("01/06", "01/6")  # as the decree writes it
    assert rows == [list(labels.ANNEX_COLUMNS), *wanted]
    assert table.tr_lst[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_the_sheet_has_every_row_with_times_and_figures() -> None:
    edition = model.edition()
    rows = cells(as_xlsx(edition))
    top = rows.index(list(labels.ANNEX_COLUMNS))
    assert len(rows) - top - 1 == 31
    for row, article in zip(rows[top + 1 :], edition.articles, strict=True):
        assert row[:2] == [str(article.row), str(article.story)]
        assert [value for value in row if not value.replace(".", "").isdigit()] == [
            text for text in list_columns(article)[2:] if text and text != list_columns(article)[3]
        ]
        moment = datetime(1899, 12, 30, tzinfo=article.published_at.tzinfo) + timedelta(days=float(row[3]))
        assert abs(moment - article.published_at.replace(tzinfo=moment.tzinfo)) < timedelta(days=1)
    page = parts(as_xlsx(edition))["xl/worksheets/sheet1.xml"]
    assert b"<f>" not in page and b"hyperlink" not in page


def test_the_same_edition_gives_the_same_bytes() -> None:
    edition = model.edition()
    first, second = make_documents(edition, MARKS), make_documents(edition, MARKS)
    assert first == second
    for packed in first.values():
        with zipfile.ZipFile(io.BytesIO(packed)) as file:
            assert {entry.date_time for entry in file.infolist()} == {(2020, 6, 2, 6, 5, 0)}


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_invented_data_says_so(form: str) -> None:
    packed = make_documents(model.edition(head=model.head(demo=True)), MARKS)[form]
    text = "\n".join(part.decode("utf-8", "replace") for part in parts(packed).values())
    assert text.count(labels.DEMO_MARK) >= 3, "in the text, on the pages and in the properties"


def test_an_empty_day_has_no_annex() -> None:
    paper = opened(as_docx(model.edition([]), MARKS))
    assert len(paper.sections) == 1
    assert "PHỤ LỤC" not in said(as_docx(model.edition([]), MARKS))


def test_dates_as_the_decree_writes_them() -> None:
    assert format_long_date(date(2020, 2, 5)) == "ngày 05 tháng 02 năm 2020"
    assert format_long_date(date(2020, 12, 25)) == "ngày 25 tháng 12 năm 2020"
    assert rewrite_dates("06:00 ngày 01/06 đến 06:00 ngày 02/06/2020") == "06:00 ngày 01/6 đến 06:00 ngày 02/6/2020"
    assert rewrite_dates("ngày 02/01/2020, 03/02, 04/10/2020") == "ngày 02/01/2020, 03/02, 04/10/2020"


def test_text_that_xml_cannot_hold_is_cleaned() -> None:
    assert clean_text("a\x00b\x0bc\ud800d\ufffee") == clean_text(clean_text("a\x00b\x0bc\ud800d\ufffee"))
    assert etree.fromstring(f"<t>{clean_text(chr(0) + 'a' + chr(0xFFFF))}</t>").text == "a"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.c", ""])
def test_no_link_but_http(url: str) -> None:
    with pytest.raises(ValueError):
        Paper(title="t", author="a").relation(url)


def test_mail_carries_the_files_it_names(tmp_path: Path) -> None:
    post = desk.Post()
    server = desk.serve(post)
    try:
        office = desk.office(tmp_path, server.port, mail_attachments=("docx", "xlsx"), mail_recipients=desk.RECIPIENTS[:1])
        desk.fill(office)
        assert desk.send(office)[0] == 0
    finally:
        server.stop()
    (mail,) = post.taken
    files: dict[str, Any] = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
    name = make_stem("Hải Dương", "2020-06-02")
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        kept = archive.documents.files(model.DAY)
        with pytest.raises(Exception, match="cannot be changed"):
            archive.documents.save_files(model.DAY, {"docx": b""})
    assert files == {f"{name}.{form}": content for form, content in kept.items()}
    line = f"Danh mục đầy đủ 31 tin, bài: tệp đính kèm {name}.docx và .xlsx."
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        text = " ".join(body.get_content().replace("<b>", "").replace("</b>", "").split())
        assert line in text
        assert "31. Hãng thông tấn" not in text


def test_without_the_setting_the_list_stays() -> None:
    edition = model.edition()
    assert describe_attachments(edition) == []
    assert "Danh mục đầy đủ 31 tin, bài.</p>" in as_html(edition)


def test_the_documents_are_handed_out_as_kept(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    desk.fill(office)
    name, printed = read_file(office, desk.issue(office), "docx")
    assert name == "Diem-tin-Hai-Duong-2020-06-02.docx"
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assemble_edition(archive, office, model.DAY, now=desk.NOW, run="test")
        assert archive.documents.files(model.DAY)["docx"] == printed
    imported = model.history()[-1].day
    with pytest.raises(MissingPart, match="không có tệp xlsx trong kho"):
        read_file(office, desk.issue(office, imported), "xlsx")


def test_a_report_is_issued_once(tmp_path: Path) -> None:
    from data.archive.records import ReportRow

    with Archive.open(tmp_path / "a.db", now=desk.NOW) as archive:
        row = ReportRow(
            since=date(2020, 5, 1),
            until=date(2020, 5, 31),
            issued_at=desk.NOW,
            title="t",
            json="{}",
            html="",
            docx=b"d",
            xlsx=b"x",
        )
        archive.documents.save_report(row)
        assert archive.documents.report(row.since, row.until) == row
        with pytest.raises(ArchiveError, match="đã phát hành"):
            archive.documents.save_report(row)


def test_what_a_person_wrote_and_the_decrees_dates_stand_on_paper() -> None:
    edition = model.edition(docket=model.docket())
    foreign = replace(edition.stories[-1], translation="Doanh nghiệp Hàn Quốc mở rộng nhà máy")
    edition = replace(edition, stories=(*edition.stories[:-1], foreign))
    document = opened(as_docx(edition, MARKS))
    text = said(as_docx(edition, MARKS))
    assert "Tiêu đề dịch (cán bộ trực dịch): Doanh nghiệp Hàn Quốc mở rộng nhà máy." in text
    assert "(tiếng Anh, chưa dịch)" not in text
    tables = [[cell.text for row in table.rows for cell in row.cells] for table in document.tables[1:-1]]
    assert "29/5/2020" in tables[0]
    assert "Thứ Ba 02/6/2020" in tables[1]
    assert not any(re.search(r"\d\d/0[3-9]/\d{4}", cell) for table in tables for cell in table)


def test_a_sheets_rows_are_as_tall_as_their_text() -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(model.edition()))) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    heights = [float(found) for found in re.findall(r'<row r="\d+"[^>]* ht="([\d.]+)"', page)]
    assert len(heights) == 1 + 31
    assert 30 <= max(heights) <= 409


def test_rules_stand_under_office_motto_and_title() -> None:
    document = opened(as_docx(model.edition(), MARKS))
    cells_ = document.tables[0].rows[0].cells
    assert [len(cell._tc.findall(f".//{qn('w:pBdr')}")) for cell in cells_] == [1, 1]
    ruled = [line for line in document.paragraphs if line._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None]
    free = [(line.paragraph_format.left_indent, line.paragraph_format.right_indent) for line in ruled]
    assert [tuple(round(side.mm) for side in sides if side is not None) for sides in free] == [(55, 55)]
