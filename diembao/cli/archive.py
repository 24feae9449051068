"""The commands over the archive: search, correct, province show.

In: what the operator typed. Out: Vietnamese text, JSON lines or CSV, and the exit status: 0 done, 1 no such article, 2 cannot
run. Times are told in Vietnam time. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TextIO

import click

from diembao.cli.session import NOW, counted_as, day_of, finish, load, local_day, session

if TYPE_CHECKING:
    from rich.console import Console

    from data.archive.corrections import Corrected
    from data.archive.search import SearchRow
    from data.gazetteer.overview import ProvinceOverview
    from data.settings import Office

INVENTED = "Dữ liệu giả định: sự việc, nhân vật và bài báo đều là hư cấu.\n"
COLUMNS = (
    "id", "published_at", "outlet", "outlet_label", "title", "url", "relevance", "topic", "tone", "issue", "urgent", "places",
    "story", "same_as", "corrected", "summary",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins like this
PIPE_WIDTH = 150  # characters, where the table does not go to a terminal
VERDICTS = ["subject", "passing", "namesake", "absent"]
TONES = ["positive", "neutral", "negative"]


@click.command("search")
@click.argument("query")
@click.option("--from", "since", callback=day_of, help="Từ ngày.")
@click.option("--to", "until", callback=day_of, help="Đến hết ngày.")
@click.option("--outlet", help="Tên nguồn.")
@click.option("--topic", help="Lĩnh vực.")
@click.option("--tone", type=click.Choice(TONES))
@click.option("--place", help="Địa bàn, như “huyện Kim Thành”.")
@click.option("--sort", type=click.Choice(["new", "rank"]), default="new", show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@NOW
@click.pass_context
def search(ctx: click.Context, /, query: str, now: datetime | None, form: str, **request: Any) -> None:
    """Tìm trong kho lưu trữ. Gõ có dấu thì tìm đúng dấu, gõ không dấu thì tìm cả hai.

    \b
    Ví dụ:
        diembao search "vải thiều" --from 2026-06-01 --place "xã Thanh Hà"
    """
    office = load(ctx)
    finish(show_search(office, query, now=counted_as(ctx, office, now), form=form, out=sys.stdout, **request))


def show_search(office: Office, query: str, *, now: datetime, out: TextIO, form: str = "table", **request: Any) -> int:
    """Searches the archive. `form`: table, json or csv; `request`: as `data.archive.search.SearchRequest`."""
    from data.archive import Archive
    from data.archive.search import UnknownTopic, search_articles

    try:
        with Archive.open(office.archive_path, now=now, create=False) as archive:
            rows = search_articles(archive.search, archive.articles, query, **request)
    except UnknownTopic as error:
        return refuse(str(error))
    if form == "json":
        out.writelines(json.dumps(_fields(row), ensure_ascii=False) + "\n" for row in rows)
    elif form == "csv":
        _write_csv(rows, out)
    else:
        out.write(f"{INVENTED}\n" if office.office_demo else "")
        _write_table(rows, out)
    return 0


def refuse(message: str, status: int = 2) -> int:
    """Says on stderr why nothing was done."""
    sys.stderr.write(message + "\n")
    return status


def _fields(row: SearchRow) -> dict[str, Any]:
    from data.text import local

    article = row.article
    published = article.published_at
    return {name: getattr(article, name, None) for name in COLUMNS} | {
        "published_at": None if published is None else local(published).isoformat(),
        "outlet_label": row.outlet,
        "places": list(article.places),
        "corrected": list(article.corrected),
    }


def _write_csv(rows: Sequence[SearchRow], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for fields in map(_fields, rows):
        writer.writerow([_cell(fields[name]) for name in COLUMNS])


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA) else text


def _write_table(rows: Sequence[SearchRow], out: TextIO) -> None:
    from rich.table import Table
    from rich.text import Text

    from data.model import TONES as TONE_LABELS
    from data.model import TOPICS, Outcome
    from data.text import local

    if not rows:
        out.write("Không tìm thấy tin, bài nào. Có thể thử: bớt từ, gõ không dấu, hoặc nới khoảng ngày.\n")
        return
    table = Table("Giờ đăng", "Nguồn", "Tiêu đề", "Liên quan", "Lĩnh vực", "Sắc thái", "Mã", caption=f"{len(rows)} tin, bài")
    for row in rows:
        article = row.article
        published = "chưa rõ" if article.published_at is None else f"{local(article.published_at):%d/%m/%Y %H:%M}"
        verdict = Outcome(article.relevance).label if article.relevance else "chưa phân loại"
        tone = TONE_LABELS.get(article.tone or "", "") + (", báo nêu" if article.issue else "")
        cells = (published, row.outlet, article.title or "", verdict, TOPICS.get(article.topic or "", ""),
                 tone + (" *" if article.corrected else ""), article.id)  # fmt: skip
        table.add_row(*(Text(cell) for cell in cells))
    screen(out).print(table)
    if any(row.article.corrected for row in rows):
        out.write("* có nhãn do người sửa\n")


def screen(out: TextIO) -> Console:
    """A rich console on `out`; wide enough for a table where `out` is not a terminal."""
    from rich.console import Console

    return Console(file=out, width=None if out.isatty() else PIPE_WIDTH, highlight=False, markup=False)


@click.command("correct")
@click.argument("article")
@click.option("--verdict", type=click.Choice(VERDICTS), help="viết về tỉnh, chỉ nhắc đến, …")
@click.option("--topic", help="Lĩnh vực, như y-te, giao-thong.")
@click.option("--tone", type=click.Choice(TONES), help="Sắc thái đối với tỉnh.")
@click.option("--issue", type=click.Choice(["yes", "no"]), help="Có phải vấn đề báo nêu không.")
@click.option("--story", help="Gộp vào nội dung này; chính mã của bài = tách thành nội dung riêng.")
@click.option("--by", help="Người sửa.")
@click.option("--undo", is_flag=True, help="Bỏ lần sửa gần nhất.")
@NOW
@click.pass_context
def correct(ctx: click.Context, /, article: str, now: datetime | None, issue: str | None, **options: Any) -> None:
    """Sửa nhãn do hệ thống gắn. Nhãn người sửa luôn được giữ, không bao giờ bị ghi đè.

    \b
    Ví dụ:
        diembao correct 0123456789abcdef --verdict namesake --by "Phạm Thu Lan"
        diembao correct 0123456789abcdef --undo --by "Phạm Thu Lan"
    """
    office = load(ctx)
    options["issue"] = None if issue is None else issue == "yes"
    finish(show_correction(office, article, now=counted_as(ctx, office, now), out=sys.stdout, **options))


def show_correction(
    office: Office, key: str, *, now: datetime, out: TextIO, by: str | None = None, undo: bool = False, **labels: Any
) -> int:
    """Sets labels by hand, or undoes the last time. `labels`: as `data.archive.corrections.Labels`; `key`: id or URL."""
    from data.archive import Archive, CorrectionError
    from data.archive.corrections import correct_article, undo_last

    try:
        with Archive.open(office.archive_path, now=now, create=False) as archive:
            parts = archive.corrections, archive.editions
            if undo:
                result = undo_last(*parts, key, by=by or "không ghi tên", now=now)
            else:
                result = correct_article(*parts, key, by=by or "", now=now, **labels)
    except CorrectionError as error:
        return refuse(str(error), error.exit_status)
    if not result.changes:
        out.write("Không có lần sửa nào để bỏ.\n")
        return 1
    _write_correction("Đã bỏ lần sửa nhãn gần nhất" if undo else "Đã sửa nhãn", result, out)
    return 0


def _write_correction(heading: str, result: Corrected, out: TextIO) -> None:
    """What was changed, and that a sent edition stays as it was."""
    from data.text.dates import format_date

    out.write(f"{heading} của “{result.title or result.article_id}” ({result.article_id}):\n")
    out.writelines(f"  – {change.tell()}\n" for change in result.changes)
    for day in result.sent_on:
        out.write(f"Bản tin ngày {format_date(day)} đã gửi có bài này, được giữ nguyên; nếu cần, gửi đính chính.\n")


@click.group()
def province() -> None:
    """Bản đồ hành chính theo ngày của các tỉnh."""


@province.command("show")
@click.argument("slug")
@click.option("--on", callback=day_of, help="Ngày xem, như 2026-01-01 (mặc định: hôm nay).")
@click.pass_context
def province_show(ctx: click.Context, slug: str, on: date | None) -> None:
    """Tên, đơn vị hành chính và những tên trùng của một tỉnh vào một ngày.

    \b
    Ví dụ:
        diembao province show hai-duong --on 2020-06-02
    """
    from data.gazetteer.overview import describe_province

    write_province(describe_province(slug, on or local_day(session(ctx).clock())), sys.stdout)


def write_province(province: ProvinceOverview, out: TextIO) -> None:
    """Names, units and namesakes of a province on a day."""
    from data.text import sort_key
    from data.text.dates import format_date

    out.write(f"{province.label} ({province.slug}), ngày {format_date(province.on)}\n")
    if province.includes:
        out.write(f"Gồm cả địa bàn cũ của: {', '.join(province.includes)}\n")
    if province.ended_on is not None:
        land = f"địa bàn thuộc {', '.join(province.successors)}"
        out.write(f"Đơn vị này thôi tồn tại từ ngày {format_date(province.ended_on)}; {land}.\n")
    for title, names in (
        ("Cơ quan, đơn vị theo dõi riêng", province.bodies),
        ("Địa danh theo dõi riêng", province.landmarks),
        ("Tên trùng, không phải tỉnh này", province.homonyms),
    ):
        if names:
            out.write(f"\n{title}: {'; '.join(names)}\n")
    for title, labels in (("Đơn vị cấp huyện", province.districts), ("Đơn vị cấp xã", province.communes)):
        if labels:
            out.write(f"\n{title} ({len(labels)}): {'; '.join(labels)}\n")
    if not province.has_units:
        out.write("\nNgày này không có đơn vị cấp huyện, cấp xã nào trong bản đồ.\n")
    if shared := sorted((f"{name.label} (còn ở {', '.join(name.provinces)})" for name in province.shared), key=sort_key):
        out.write(f"\nTên cấp huyện có ở cả tỉnh khác: {'; '.join(shared)}\n")
