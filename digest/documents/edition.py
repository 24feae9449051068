"""The digest as documents: DOCX with its annex, the annex as XLSX.

In: a checked `Edition`, the office's imprint. Out: bytes, dated to the moment the edition was built, so that the same edition
gives the same bytes. The words are those of the mail; dates in running text as Nghị định 30/2020 writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from data.model import TOPICS
from data.settings import Office
from data.text.dates import format_day
from digest import labels as words
from digest.documents.decree_dates import by_decree, long_date, short_date
from digest.documents.docx import Letterhead, Paper, Run
from digest.documents.docx_table import Column, Table
from digest.documents.xlsx import Sheet, Value, workbook
from digest.edition import counts as figures
from digest.model import Block, CaseBlock, Edition, EditionArticle, EditionStory
from digest.render import html as render
from digest.wording import edition as sentences
from digest.wording import story as story_words

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


def imprint(office: Office) -> Imprint:
    """The imprint in the settings."""
    return Imprint(
        place=office.document_place,
        symbol=office.document_symbol,
        receivers=office.document_receivers,
        signer_title=office.document_signer_title,
        signer=office.document_signer,
    )


def documents(edition: Edition, marks: Imprint) -> dict[str, bytes]:
    """Every document of an edition by its form."""
    return {"docx": as_docx(edition, marks), "xlsx": as_xlsx(edition)}


def as_xlsx(edition: Edition) -> bytes:
    """The annex as a spreadsheet."""
    rows = [_values(row) for row in edition.articles]
    head = edition.head
    sheet = Sheet(
        name="Danh mục tin, bài",
        above=(sentences.title(edition), f"{sentences.plain(sentences.number_and_day(edition))} · {sentences.period(edition)}"),
        columns=tuple(zip(words.ANNEX_COLUMNS, SHEET_WIDTHS, strict=True)),
        rows=rows,
    )
    mark = words.DEMO_MARK if head.demo else ""
    return workbook([sheet], title=sentences.title(edition), author=head.office, mark=mark, at=edition.built_at)


def _values(row: EditionArticle) -> list[Value]:
    """The twelve columns with figures and times as such."""
    cells: list[Value] = list(render.columns(row))
    cells[0], cells[1], cells[3] = row.row, row.story, row.published_at
    return cells


def as_docx(edition: Edition, marks: Imprint) -> bytes:
    """The digest on paper: letterhead, text as in the mail, nơi nhận, and the annex on pages of their own."""
    head = edition.head
    mark = words.DEMO_MARK if head.demo else ""
    paper = Paper(title=sentences.title(edition), author=head.office, mark=mark)
    place = marks.place or head.province_name
    paper.letterhead(
        Letterhead(parent=head.parent, office=head.office, number=marks.number(edition.number), place=place, day=edition.day)
    )
    if head.demo:
        paper.centred(Run(text=words.DEMO_LINE, italic=True), size=12, before=10)
    paper.centred(Run(text=sentences.title(edition), bold=True), before=14)
    paper.centred(Run(text=f"({by_decree(sentences.period(edition))})", italic=True), size=13, after=2)
    paper.rule()
    if head.addressees:
        paper.centred(Run(text=by_decree(sentences.addressees(edition))), after=6)
    paper.text(*(Run(text=by_decree(piece.text), bold=piece.strong) for piece in sentences.totals(edition)))
    _blocks(paper, edition)
    _foot(paper, edition)
    paper.ending(marks.receivers, marks.signer_title, marks.signer)
    if edition.articles:
        _annex(paper, edition)
    return paper.packed(edition.built_at)


def _blocks(paper: Paper, edition: Edition) -> None:
    numerals = iter(words.ROMAN)
    attention, by_field, foreign = (edition.block(block) for block in Block)
    if attention:
        paper.heading(f"{next(numerals)}. NỘI DUNG CẦN CHÚ Ý")
        for story in attention:
            _attention(paper, story, edition)
    if by_field:
        paper.heading(f"{next(numerals)}. TIN, BÀI THEO LĨNH VỰC")
        for topic, group in groupby(by_field, key=lambda story: story.topic):
            paper.heading(TOPICS.get(topic, topic), level=2)
            for story in group:
                _brief(paper, story, f"{story_words.outlets(story)} · {_badges(story)} · {_places(story, edition)}")
    if foreign:
        paper.heading(f"{next(numerals)}. BÁO CHÍ NƯỚC NGOÀI")
        for story in foreign:
            _brief(paper, story, f"{story_words.foreign_outlet(story)} · {_badges(story)} · {story.topic_label}")
    domestic = sentences.domestic_in_other_languages(edition)
    if domestic:
        paper.text(Run(text="Báo chí trong nước bằng tiếng nước ngoài: ", italic=True), Run(text=domestic))
    if edition.cases:
        paper.heading(f"{next(numerals)}. {words.CASES_TITLE}")
        paper.text(*(Run(text=by_decree(piece.text), bold=piece.strong) for piece in sentences.cases(edition)))
        if edition.cases.rows:
            paper.table(_cases(edition.cases))
    if edition.week:
        paper.heading(f"{next(numerals)}. BẢY NGÀY GẦN NHẤT")
        paper.table(_week(edition))
        paper.text(Run(text=words.WEEK_NOTE, italic=True), size=12)


def _headline(story: EditionStory) -> list[Run]:
    before = f"{story.number}. " + (f"{story.continues} " if story.continues else "")
    after = story_words.untranslated(story)
    lead = story.lead_article
    pieces = [Run(text=before, bold=True), Run(text=lead.title, bold=True, url=lead.url)]
    return [*pieces, Run(text=f" {after}")] if after else pieces


def _badges(story: EditionStory) -> str:
    return by_decree(" · ".join(badge.text + badge.after for badge in story_words.badges(story)))


def _places(story: EditionStory, edition: Edition) -> str:
    return words.places(story.places, edition.head.unit)


def _notes(story: EditionStory) -> Iterator[Run]:
    for note in story_words.lead_notes(story):
        yield Run(text=f" {by_decree(note)}.", italic=True)


def _attention(paper: Paper, story: EditionStory, edition: Edition) -> None:
    paper.text(*_headline(story), together=True, before=6)
    paper.text(Run(text=f"{_badges(story)} · {story.topic_label} · {_places(story, edition)}"), together=True)
    paper.text(Run(text=by_decree(story_words.reports(story))), *_notes(story))
    _by_person(paper, story)
    if story.extract:
        source = f" (trích {story.lead_article.source.label})"
        paper.text(Run(text=f"“{story.extract}”"), Run(text=source, italic=True))
    if story.issue:
        paper.text(Run(text=words.UNVERIFIED, italic=True))
    if story.agencies:
        paper.text(Run(text=story_words.agencies(story)))


def _brief(paper: Paper, story: EditionStory, line: str) -> None:
    paper.text(*_headline(story), together=True)
    paper.text(Run(text=by_decree(line)), *_notes(story), before=0)
    _by_person(paper, story)


def _by_person(paper: Paper, story: EditionStory) -> None:
    for line in story_words.by_person(story):
        paper.text(Run(text=line), before=0)


def _cases(block: CaseBlock) -> Table:
    columns = [Column(title=title, wide=wide) for title, wide in zip(words.CASE_COLUMNS, CASE_WIDTHS, strict=True)]
    rows = [
        [row.number, f"{row.title} ({by_decree(row.reported)})", row.agency, by_decree(row.due), by_decree(row.status)]
        for row in block.rows
    ]
    pressing = frozenset((number, len(columns) - 1) for number, row in enumerate(block.rows) if row.pressing)
    return Table(columns=columns, rows=rows, bold_cells=pressing)


def _week(edition: Edition) -> Table:
    columns = [
        Column(title=title, wide=wide, align="left" if number == 0 else "right")
        for number, (title, wide) in enumerate(zip(words.WEEK_COLUMNS, WEEK_WIDTHS, strict=True))
    ]
    rows = [
        [
            f"{format_day(row.day)} {short_date(row.day)}",
            *map(str, (row.stories, row.articles, row.positive, row.neutral, row.negative, row.issues)),
        ]
        for row in edition.week
    ]
    return Table(columns=columns, rows=[*rows, ["Cộng", *map(str, figures.total(edition.week))]], sum_row=True)


def _foot(paper: Paper, edition: Edition) -> None:
    paper.text(Run(text="Nguồn thu thập: ", bold=True), Run(text=by_decree(sentences.sources(edition))), before=10)
    for line in sentences.missing(edition):
        paper.text(Run(text=f"– {by_decree(line)}"), before=0)
    for label, said in sentences.foot(edition):
        if "thư này" not in said:  # how to answer a mail; paper has none to answer
            paper.text(Run(text=f"{label} ", bold=True), Run(text=by_decree(said)))


def _annex(paper: Paper, edition: Edition) -> None:
    paper.annex()
    paper.centred(Run(text="PHỤ LỤC", bold=True))
    paper.centred(Run(text=f"DANH MỤC {edition.figures.articles} TIN, BÀI", bold=True))
    issued = f"(Kèm theo bản tin số {edition.number} {long_date(edition.day)})"
    paper.centred(Run(text=issued, italic=True), after=6)
    columns = [
        Column(
            title=title, wide=wide, align="center" if title in ANNEX_CENTRED else "left", link=title == words.ANNEX_COLUMNS[-1]
        )
        for title, wide in zip(words.ANNEX_COLUMNS, ANNEX_WIDTHS, strict=True)
    ]
    paper.table(Table(columns=columns, rows=[_dated(row) for row in edition.articles], size=ANNEX_SIZE))


def _dated(row: EditionArticle) -> list[str]:
    """The twelve columns; our own dates as the decree writes them, the headline, extract and address as published."""
    own = {words.ANNEX_COLUMNS.index(title) for title in ("Giờ đăng", "Đăng lại, sửa, gỡ")}
    return [by_decree(text) if place in own else text for place, text in enumerate(render.columns(row))]
