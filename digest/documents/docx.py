"""Write a document in the form of Nghị định 30/2020/NĐ-CP: page, letterhead, text, tables, signature.

In: text, already worded, and figures. Out: the bytes of a DOCX. Whatever is written passes `clean_text`; a link is made for
http and https only. A4, Times New Roman 13 to 14, justified, page number at the top from page 2; an annex is landscape and counts
its own pages.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from digest.documents.decree_dates import format_long_date
from digest.documents.docx_table import Table, lay_side_by_side, write_table
from digest.documents.zip_package import clean_text, is_web, settle_package

FONT = "Times New Roman"
BODY = 13  # points; the decree has 13 to 14
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
UPRIGHT = {"top": 20, "bottom": 20, "left": 30, "right": 15}  # mm; Phụ lục I, Phần I, mục 3
LYING = {"top": 20, "bottom": 15, "left": 15, "right": 15}  # a table of twelve columns needs the room
TITLE_RULE = 55  # mm left free at each side: a third of the line stays
INDENT = 10  # mm, the first line of a paragraph
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who issues the document, under which number, where and when."""

    parent: str
    office: str
    number: str  # "Số: 154/BC-SVHTTDL"
    place: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


class Paper:
    """A document being written, from its head to its end."""

    def __init__(self, *, title: str, author: str, mark: str = "") -> None:
        """`title` and `author` go into the file's properties; `mark` ("Dữ liệu giả định") tops every page."""
        self.document: Document = docx.Document()
        self.mark = mark
        normal = self.document.styles["Normal"]
        assert isinstance(normal, ParagraphStyle)  # noqa: S101 - the library's own template
        normal.font.name, normal.font.size = FONT, Pt(BODY)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), FONT)
        normal.element.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="vi-VN" w:eastAsia="vi-VN"/>'))
        normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
        properties = self.document.core_properties
        properties.title, properties.author, properties.last_modified_by = (
            clean_text(title),
            clean_text(author),
            clean_text(author),
        )
        properties.language, properties.comments, properties.keywords = "vi-VN", clean_text(mark), ""
        self._set_page(UPRIGHT)

    def _set_page(self, margins: dict[str, int]) -> None:
        section = self.document.sections[-1]
        wide, high = (Mm(297), Mm(210)) if margins is LYING else (Mm(210), Mm(297))
        section.orientation = WD_ORIENT.LANDSCAPE if margins is LYING else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = wide, high
        section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
        section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
        section.header_distance = section.footer_distance = Mm(10)
        section.different_first_page_header_footer = True
        for header, numbered in ((section.header, True), (section.first_page_header, False)):
            header.is_linked_to_previous = False
            line = header.paragraphs[0]
            line.alignment = CENTRE
            if numbered:
                line._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'))
            if self.mark:
                self._fill(line, [Run(text=f" – {self.mark}" if numbered else self.mark, italic=True)], 12)

    def add_letterhead(self, head: Letterhead) -> None:
        """Add cơ quan, số and quốc hiệu, tiêu ngữ, địa danh, side by side."""
        wide = ((80, 95), -5)  # the state's name stands on one line: the two columns reach 5 mm into each margin
        table = self.document.add_table(rows=1, cols=2)
        lay_side_by_side(table, *wide)
        left, right = table.rows[0].cells
        self._add_lines(left, [(head.parent.upper(), 12, False, False), (head.office.upper(), 12, True, False)], rule=26)
        self._add_lines(right, [(STATE, 12, True, False), (MOTTO, 13, True, False)], rule=16)
        for cell, text, italic in ((left, head.number, False), (right, f"{head.place}, {format_long_date(head.day)}", True)):
            self._fill(cell.add_paragraph(), [Run(text=text, italic=italic)], 13, align=CENTRE, before=6)

    def _add_lines(self, cell: Any, lines: Sequence[tuple[str, int, bool, bool]], *, rule: int) -> None:
        """Add centred lines and under them a rule that leaves `rule` mm at each side."""
        filled = [line for line in lines if line[0].strip()]
        for number, (text, size, bold, italic) in enumerate(filled):
            line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            self._fill(line, [Run(text=text, bold=bold, italic=italic)], size, align=CENTRE)
        self._add_rule(cell.add_paragraph() if filled else cell.paragraphs[0], rule)

    def _add_rule(self, line: Paragraph, indent: int) -> None:
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(indent)
        line.paragraph_format.line_spacing = Pt(3)
        border = '<w:pBdr {}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        line._p.get_or_add_pPr().append(parse_xml(border.format(nsdecls("w"))))

    def add_rule(self) -> None:
        """Add the short rule that the decree puts under the subject of a document."""
        self._add_rule(self.document.add_paragraph(), TITLE_RULE)
        self.add_gap()

    def _fill(
        self, line: Paragraph, runs: Sequence[Run], size: float = BODY, *, align: Any = None, before: float = 0, after: float = 0
    ) -> Paragraph:
        for piece in runs:
            text = clean_text(f"_{piece.text}_")[1:-1]  # blanks at the edges of a piece belong to the sentence
            home = line
            run = home.add_run(text)
            run.bold, run.italic, run.font.size = piece.bold or None, piece.italic or None, Pt(size)
            if piece.url:
                self._add_link(line, run, piece.url)
        if align is not None:
            line.alignment = align
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)
        return line

    def _add_link(self, line: Paragraph, run: Any, url: str) -> None:
        link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{self.relate(url)}"/>')
        line._p.append(link)
        link.append(run._r)

    def relate(self, url: str) -> str:
        """Return the id of an outward link. Raises ValueError for anything but http and https."""
        if not is_web(url):
            raise ValueError(f"no link to {url!r}")
        return self.document.part.relate_to(clean_text(url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def add_centred(self, *runs: Run, size: float = BODY, before: float = 0, after: float = 0) -> None:
        """Add a centred line."""
        line = self._fill(self.document.add_paragraph(), runs, size, align=CENTRE, before=before, after=after)
        line.paragraph_format.keep_with_next = True

    def add_heading(self, text: str, *, level: int = 1) -> None:
        """Add a heading that keeps with what follows; Word lists it among the headings."""
        line = self._fill(
            self.document.add_paragraph(),
            [Run(text=text, bold=True, italic=level > 1)],
            align=LEFT,
            before=9 if level == 1 else 5,
            after=1,
        )
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.first_line_indent = Mm(INDENT)
        line._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level - 1}"/>'))

    def add_text(self, *runs: Run, indent: int = INDENT, together: bool = False, before: float = 2, size: float = BODY) -> None:
        """Add a justified paragraph; `together`: on one page with the next."""
        line = self._fill(self.document.add_paragraph(), runs, size, align=WD_ALIGN_PARAGRAPH.JUSTIFY, before=before, after=3)
        line.paragraph_format.first_line_indent = Mm(indent)
        line.paragraph_format.line_spacing = 1.05
        line.paragraph_format.keep_with_next = together

    def add_table(self, table: Table) -> None:
        """Add a ruled table whose head is repeated on every page."""
        self.document.element.body.insert(-1, parse_xml(write_table(table, self.relate)))

    def add_gap(self) -> None:
        """Add a small gap after a table."""
        line = self._fill(self.document.add_paragraph(), [], 6)
        line.paragraph_format.line_spacing = Pt(6)

    def add_picture(self, png: bytes, *, wide: int, description: str) -> None:
        """Add a centred picture, `wide` mm wide, with a description for those who cannot see it."""
        line = self.document.add_paragraph()
        line.alignment = CENTRE
        shape = line.add_run().add_picture(io.BytesIO(png), width=Mm(wide))
        shape._inline.docPr.set("descr", clean_text(description))
        shape._inline.docPr.set("name", f"Biểu đồ {len(self.document.inline_shapes)}")

    def add_ending(self, receivers: Sequence[str], title: str, signer: str) -> None:
        """Add nơi nhận at the left, the signer's post and name at the right (left out when not set)."""
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        gap = self._fill(self.document.add_paragraph(), [], 8)
        gap.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1, cols=2)
        lay_side_by_side(table, (80, 85), 0)
        left, right = table.rows[0].cells
        self._fill(left.paragraphs[0], [Run(text="Nơi nhận:", bold=True, italic=True)], 12)
        for number, receiver in enumerate(receivers, start=1):
            end = "." if number == len(receivers) else ";"
            self._fill(left.add_paragraph(), [Run(text=f"- {receiver.rstrip('.;')}{end}")], 11)
        if title or signer:
            self._fill(right.paragraphs[0], [Run(text=title.upper(), bold=True)], 13, align=CENTRE)
            self._fill(right.add_paragraph(), [Run(text=signer, bold=True)], align=CENTRE, before=64)

    def start_annex(self) -> None:
        """Start the annex: its pages are landscape and counted from 1."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._set_page(LYING)
        section._sectPr.append(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))

    def to_bytes(self, at: datetime) -> bytes:
        """Return the file, dated `at`: the same content and moment give the same bytes."""
        properties = self.document.core_properties
        moment = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        properties.created = properties.modified = moment
        properties.revision = 1
        target = io.BytesIO()
        self.document.save(target)
        return settle_package(target.getvalue(), at)
