"""Print an edition as documents: DOCX with its annex, the annex as XLSX.

In: a checked `Edition`, the office's imprint. Out: bytes, dated to the moment the edition was built, so that the same edition
gives the same bytes. The words are those of the mail; dates in running text as Nghị định 30/2020 writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from data.model import TOPICS
from data.settings import Office
from data.text.dates import format_day
from digest import labels
from digest.documents.decree_dates import format_long_date, format_short_date, rewrite_dates
from digest.documents.docx import Letterhead, Paper, Run
from digest.documents.docx_table import Column, Table
from digest.documents.xlsx import Sheet, Value, write_workbook
from digest.edition.counts import sum_days
from digest.model import Block, CaseBlock, Edition, EditionArticle, EditionStory, Numbering
from digest.wording.edition import (
    join_pieces,
    list_blocks,
    list_domestic_in_other_languages,
    list_missing,
    write_addressees,
    write_cases,
    write_foot,
    write_number_and_day,
    write_period,
    write_sources,
    write_title,
    write_totals,
)
from digest.wording.story import (
    describe_agencies,
    describe_foreign_outlet,
    describe_outlets,
    describe_reports,
    join_badges,
    list_columns,
    list_lead_notes,
    list_person_notes,
    note_untranslated,
    write_places,
)

ANNEX_WIDTHS = (8.0, 11.0, 25.0, 12.0, 34.0, 63.0, 15.0, 16.0, 12.0, 22.0, 17.0, 32.0)  # mm, in all 267
ANNEX_SIZE = 8.0  # points; a row of the usual length then takes an eighth of a page
ANNEX_CENTRED = ("STT", "Nội dung số", "Giờ đăng", "Sắc thái")
SHEET_WIDTHS = (6.0, 9.0, 24.0, 16.0, 32.0, 50.0, 16.0, 16.0, 10.0, 22.0, 20.0, 32.0)  # characters
CASE_WIDTHS = (18.0, 56.0, 32.0, 24.0, 35.0)
WEEK_WIDTHS = (45.0, 20.0, 20.0, 20.0, 20.0, 20.0, 20.0)


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What a document of the office carries beside its text."""

    place: str = ""  # địa danh; empty = the province's name
    symbol: str = ""  # after the number: "154/BC-SVHTTDL"; empty = the number alone
    receivers: tuple[str, ...] = ("Như trên", "Lưu: VT")
    signer_title: str = ""
    signer: str = ""

    def number(self, number: int | None) -> str:
        """ "Số: 154/BC-SVHTTDL"; room to write one when there is none."""
        return f"Số: {number if number is not None else '      '}" + (f"/{self.symbol}" if self.symbol else "")


def read_imprint(office: Office) -> Imprint:
    """Read the imprint from the settings."""
    return Imprint(
        place=office.document_place,
        symbol=office.document_symbol,
        receivers=office.document_receivers,
        signer_title=office.document_signer_title,
        signer=office.document_signer,
    )


def make_documents(edition: Edition, marks: Imprint) -> dict[str, bytes]:
    """Make every document of an edition, by its form (docx, xlsx)."""
    return {"docx": as_docx(edition, marks), "xlsx": as_xlsx(edition)}


def as_xlsx(edition: Edition) -> bytes:
    """Print the annex as a spreadsheet."""
    rows = [_list_values(row) for row in edition.articles]
    head = edition.head
    sheet = Sheet(
        name="Danh mục tin, bài",
        above=(write_title(edition), f"{join_pieces(write_number_and_day(edition))} · {write_period(edition)}"),
        columns=tuple(zip(labels.ANNEX_COLUMNS, SHEET_WIDTHS, strict=True)),
        rows=rows,
    )
    mark = labels.DEMO_MARK if head.demo else ""
    return write_workbook([sheet], title=write_title(edition), author=head.office, mark=mark, at=edition.built_at)


def _list_values(row: EditionArticle) -> list[Value]:
    """List the twelve columns with figures and times as such."""
    cells: list[Value] = list(list_columns(row))
    cells[0], cells[1], cells[3] = row.row, row.story, row.published_at
    return cells


def as_docx(edition: Edition, marks: Imprint) -> bytes:
    """Print the edition on paper: letterhead, text as in the mail, nơi nhận, annex."""
    head = edition.head
    mark = labels.DEMO_MARK if head.demo else ""
    paper = Paper(title=write_title(edition), author=head.office, mark=mark)
    place = marks.place or head.province_name
    paper.add_letterhead(
        Letterhead(parent=head.parent, office=head.office, number=marks.number(edition.number), place=place, day=edition.day)
    )
    if head.demo:
        paper.add_centred(Run(text=labels.DEMO_LINE, italic=True), size=12, before=10)
    paper.add_centred(Run(text=write_title(edition), bold=True), before=14)
    paper.add_centred(Run(text=f"({rewrite_dates(write_period(edition))})", italic=True), size=13, after=2)
    paper.add_rule()
    if head.addressees:
        paper.add_centred(Run(text=rewrite_dates(write_addressees(edition))), after=6)
    paper.add_text(*(Run(text=rewrite_dates(piece.text), bold=piece.strong) for piece in write_totals(edition)))
    blocks = list_blocks(edition)
    for headed in (headed for headed in blocks if headed.block.numbering is not Numbering.ANNEX):
        if headed.heading:
            paper.add_heading(headed.heading)
        RENDERERS[headed.block](paper, edition)
    _write_foot(paper, edition)
    paper.add_ending(marks.receivers, marks.signer_title, marks.signer)
    for headed in (headed for headed in blocks if headed.block.numbering is Numbering.ANNEX):
        RENDERERS[headed.block](paper, edition)
    return paper.to_bytes(edition.built_at)


def _make_headline(story: EditionStory) -> list[Run]:
    before = f"{story.number}. " + (f"{story.continues} " if story.continues else "")
    after = note_untranslated(story)
    lead = story.lead_article
    pieces = [Run(text=before, bold=True), Run(text=lead.title, bold=True, url=lead.url)]
    return [*pieces, Run(text=f" {after}")] if after else pieces


def _make_notes(story: EditionStory) -> Iterator[Run]:
    for note in list_lead_notes(story):
        yield Run(text=f" {rewrite_dates(note)}.", italic=True)


def _write_attention(paper: Paper, edition: Edition) -> None:
    for story in edition.stories_in(Block.ATTENTION):
        badges, places = rewrite_dates(join_badges(story)), write_places(story, edition.head.unit)
        paper.add_text(*_make_headline(story), together=True, before=6)
        paper.add_text(Run(text=f"{badges} · {story.topic_label} · {places}"), together=True)
        paper.add_text(Run(text=rewrite_dates(describe_reports(story))), *_make_notes(story))
        _write_person_notes(paper, story)
        if story.extract:
            source = f" (trích {story.lead_article.source.label})"
            paper.add_text(Run(text=f"“{story.extract}”"), Run(text=source, italic=True))
        if story.issue:
            paper.add_text(Run(text=labels.UNVERIFIED, italic=True))
        if story.agencies:
            paper.add_text(Run(text=describe_agencies(story)))


def _write_field(paper: Paper, edition: Edition) -> None:
    for topic, stories in groupby(edition.stories_in(Block.FIELD), key=lambda story: story.topic):
        paper.add_heading(TOPICS.get(topic, topic), level=2)
        for story in stories:
            places = write_places(story, edition.head.unit)
            _write_brief(paper, story, f"{describe_outlets(story)} · {rewrite_dates(join_badges(story))} · {places}")


def _write_foreign(paper: Paper, edition: Edition) -> None:
    for story in edition.stories_in(Block.FOREIGN):
        badges = rewrite_dates(join_badges(story))
        _write_brief(paper, story, f"{describe_foreign_outlet(story)} · {badges} · {story.topic_label}")


def _write_brief(paper: Paper, story: EditionStory, line: str) -> None:
    paper.add_text(*_make_headline(story), together=True)
    paper.add_text(Run(text=rewrite_dates(line)), *_make_notes(story), before=0)
    _write_person_notes(paper, story)


def _write_person_notes(paper: Paper, story: EditionStory) -> None:
    for line in list_person_notes(story):
        paper.add_text(Run(text=line), before=0)


def _write_other_languages(paper: Paper, edition: Edition) -> None:
    paper.add_text(Run(text=f"{labels.OTHER_LANGUAGES} ", italic=True), Run(text=list_domestic_in_other_languages(edition)))


def _write_cases(paper: Paper, edition: Edition) -> None:
    paper.add_text(*(Run(text=rewrite_dates(piece.text), bold=piece.strong) for piece in write_cases(edition)))
    if edition.cases is not None and edition.cases.rows:
        paper.add_table(_make_case_table(edition.cases))


def _make_case_table(block: CaseBlock) -> Table:
    columns = [Column(title=title, wide=wide) for title, wide in zip(labels.CASE_COLUMNS, CASE_WIDTHS, strict=True)]
    rows = [
        [row.number, f"{row.title} ({rewrite_dates(row.reported)})", row.agency, *map(rewrite_dates, (row.due, row.status))]
        for row in block.rows
    ]
    pressing = frozenset((number, len(columns) - 1) for number, row in enumerate(block.rows) if row.pressing)
    return Table(columns=columns, rows=rows, bold_cells=pressing)


def _write_week(paper: Paper, edition: Edition) -> None:
    columns = [
        Column(title=title, wide=wide, align="left" if index == 0 else "right")
        for index, (title, wide) in enumerate(zip(labels.WEEK_COLUMNS, WEEK_WIDTHS, strict=True))
    ]
    rows = [[f"{format_day(row.day)} {format_short_date(row.day)}", *map(str, row.values)] for row in edition.week]
    paper.add_table(Table(columns=columns, rows=[*rows, ["Cộng", *map(str, sum_days(edition.week))]], sum_row=True))
    paper.add_text(Run(text=labels.WEEK_NOTE, italic=True), size=12)


def _write_annex(paper: Paper, edition: Edition) -> None:
    paper.start_annex()
    paper.add_centred(Run(text="PHỤ LỤC", bold=True))
    paper.add_centred(Run(text=f"DANH MỤC {edition.figures.articles} TIN, BÀI", bold=True))
    issued = f"(Kèm theo bản tin số {edition.number} {format_long_date(edition.day)})"
    paper.add_centred(Run(text=issued, italic=True), after=6)
    columns = [
        Column(
            title=title, wide=wide, align="center" if title in ANNEX_CENTRED else "left", link=title == labels.ANNEX_COLUMNS[-1]
        )
        for title, wide in zip(labels.ANNEX_COLUMNS, ANNEX_WIDTHS, strict=True)
    ]
    paper.add_table(Table(columns=columns, rows=[_date_row(row) for row in edition.articles], size=ANNEX_SIZE))


def _date_row(row: EditionArticle) -> list[str]:
    """Rewrite our own dates of an annex row; the headline, extract and address stay as published."""
    ours = {labels.ANNEX_COLUMNS.index(title) for title in ("Giờ đăng", "Đăng lại, sửa, gỡ")}
    return [rewrite_dates(text) if index in ours else text for index, text in enumerate(list_columns(row))]


RENDERERS: dict[Block, Callable[[Paper, Edition], None]] = {
    Block.ATTENTION: _write_attention,
    Block.FIELD: _write_field,
    Block.FOREIGN: _write_foreign,
    Block.OTHER_LANGUAGES: _write_other_languages,
    Block.CASES: _write_cases,
    Block.WEEK: _write_week,
    Block.ANNEX: _write_annex,
}


def _write_foot(paper: Paper, edition: Edition) -> None:
    paper.add_text(Run(text=f"{labels.SOURCES} ", bold=True), Run(text=rewrite_dates(write_sources(edition))), before=10)
    for line in list_missing(edition):
        paper.add_text(Run(text=f"– {rewrite_dates(line)}"), before=0)
    for label, text in write_foot(edition):
        if "thư này" not in text:  # how to answer a mail; paper has none to answer
            paper.add_text(Run(text=f"{label} ", bold=True), Run(text=rewrite_dates(text)))
