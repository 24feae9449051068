"""The commands `diembao outlets list`, `check`, `record` and `add`.

In: what the operator typed. Out: Vietnamese tables, where the report or the test page was written, and the exit status: 0 all is
well, 1 something is not, 2 cannot run. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import urlsplit

import click

from diembao.cli.session import NOW, counted_as, finish, load, session

if TYPE_CHECKING:
    from crawler.local_facts import OutletEntry
    from crawler.monitoring.probe import Checked
    from crawler.outlet import OutletFacts
    from crawler.register import ListedOutlet
    from crawler.survey import Survey
    from data.crawl_store import OutletState
    from data.settings import Office

PIPE_WIDTH = 170  # characters, where a table does not go to a terminal
CONFIDENCE = {"A": "A (đã thấy trên trang thật)", "B": "B (có nguồn đáng tin)", "C": "C (chưa kiểm chứng)"}
ORDERS = {"dmy": "ngày/tháng", "mdy": "tháng/ngày", "iso": "rõ ràng"}
LIST_HEADINGS = ("Tên", "Nguồn", "Loại nguồn", "Cách thu thập", "Tình trạng", "Độ tin cậy của thông tin", "Thông tin lấy từ")


@click.group()
def outlets() -> None:
    """Các nguồn được theo dõi."""


@outlets.command("list")
@NOW
@click.pass_context
def outlets_list(ctx: click.Context, now: datetime | None) -> None:
    """Danh sách nguồn: tên, loại, cách thu thập, tình trạng.

    \b
    Ví dụ:
        diembao outlets list
    """
    office = load(ctx) if session(ctx).office_path.exists() else None
    finish(show_list(office, now=counted_as(ctx, office, now), out=sys.stdout))


def show_list(office: Office | None, *, now: datetime, out: TextIO) -> int:
    """Prints the register: name, label, owner type, how it is collected, how it has been doing, how sure the facts are."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from crawler.outlet import confidence_of, owner_word, ways_of
    from crawler.register import list_outlets

    rows = list_outlets(office, now)
    watched = sum(row.is_watched for row in rows)
    table = Table(title=f"{len(rows)} nguồn trong danh mục, {watched} nguồn được theo dõi", title_justify="left")
    for heading in LIST_HEADINGS:
        table.add_column(heading, overflow="fold")
    for row in rows:
        facts = row.facts
        confidence = "{} (tìm bài), {} (đọc trang)".format(*confidence_of(facts))
        label = facts.full_label or facts.label
        words = (facts.name, label, owner_word(facts.outlet()), ways_of(facts), _condition(row), confidence, _origin(row))
        table.add_row(*map(escape, words))
    console = Console(file=out, width=None if out.isatty() else PIPE_WIDTH)
    console.print(table)
    console.print("Độ tin cậy: " + "; ".join(CONFIDENCE.values()) + ". Kiểm chứng trên mạng: «diembao outlets check».")
    return 0


def _condition(row: ListedOutlet) -> str:
    if row.is_retired:
        return f"đã nhập vào {row.facts.successor} từ {row.facts.retired_on:%d/%m/%Y}"
    if row.pause is not None:
        return f"tạm dừng từ {row.pause.since:%d/%m/%Y}: {row.pause.why}"
    if not row.is_watched:
        return "không theo dõi" if row.facts.is_enabled() else "tắt sẵn, bật bằng enabled = true"
    return "chưa thu thập" if row.state is None else _state_words(row.state)


def _origin(row: ListedOutlet) -> str:
    """Whose facts these are: bundled ones, those that the office states, those that discovery found, with the day."""
    from crawler.local_facts import FACTS

    by_origin: dict[str, list[str]] = {}
    for fact, origin in row.origins.items():
        day = f" {row.found_on[fact]:%d/%m/%Y}" if fact in row.found_on else ""
        by_origin.setdefault(f"{origin}{day}", []).append(FACTS[fact].label)
    is_mixed = len(by_origin) > 1
    parts = [
        origin if origin == "kèm sẵn" or not is_mixed else f"{origin}: {', '.join(facts)}" for origin, facts in by_origin.items()
    ]
    return "; ".join(parts)


def _state_words(state: OutletState) -> str:
    """The state in words, with since when and why where it is not well."""
    from data.text import local

    since = f" từ {local(state.since):%H:%M %d/%m/%Y}" if state.since else ""
    return f"{state.label}{since} ({state.why})" if state.since and state.why else f"{state.label}{since}"


@outlets.command("check")
@click.argument("outlets", nargs=-1, metavar="[NGUỒN]...")
@NOW
@click.pass_context
def outlets_check(ctx: click.Context, outlets: tuple[str, ...], now: datetime | None) -> None:
    """Kiểm tra các nguồn trên mạng: robots.txt, nguồn tin, sơ đồ tin, trang chuyên mục và từng trường của một bài.

    \b
    Ví dụ:
        diembao outlets check
        diembao outlets check tuoitre vnexpress
    """
    office = load(ctx)
    finish(show_check(office, outlets, counted_as(ctx, office, now), sys.stdout))


def show_check(office: Office, names: Sequence[str], now: datetime, out: TextIO) -> int:
    """Probes the outlets (none named: those of the settings) on the live web and writes the report. 1 when one is broken."""
    from crawler.monitoring.probe import BROKEN, check_outlets
    from crawler.monitoring.probe_report import write_report
    from crawler.register import select

    try:
        classes = select(office, names, now).classes
    except LookupError as error:
        out.write(f"Không kiểm tra được: {error}\n")
        return 2
    checked = check_outlets(office, classes, now)
    _write_table(checked, out)
    path = write_report(office, checked, now)
    out.write(f"Báo cáo chi tiết: {path} (mở bằng trình duyệt; khi cần, gửi nguyên tệp này cho người phụ trách phần mềm).\n")
    return int(any(row.state == BROKEN for row in checked))


def _write_table(checked: Sequence[Checked], out: TextIO) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from crawler.monitoring.probe import FIELDS, GOOD, WAYS

    table = Table(title=f"Kiểm tra {len(checked)} nguồn", title_justify="left")
    ways = [label[:1].upper() + label[1:] for label in WAYS.values()]
    for heading in ("Nguồn", "Kết quả", "Robots", *ways, "Bài thiếu", "Cần xem"):
        table.add_column(heading, overflow="fold")
    for row in checked:
        by_part = {part: [finding for finding in row.findings if finding.part == part] for part in (*WAYS.values(), "robots.txt")}
        answers = [f"{sum(f.state == GOOD for f in by_part[part])}/{len(by_part[part])}" for part in WAYS.values()]
        robots = by_part["robots.txt"][0].state if by_part["robots.txt"] else "chưa rõ"
        missing = ", ".join(f.part for f in row.findings if f.part in FIELDS.values() and f.state != GOOD)
        first = next((f"{f.part}: {f.detail}" for f in row.findings if f.state != GOOD and f.part not in FIELDS.values()), "")
        table.add_row(row.label, row.state, robots, *answers, missing, escape(first))
    Console(file=out, width=None if out.isatty() else PIPE_WIDTH, highlight=False).print(table)


@outlets.command("record")
@click.argument("name")
@click.argument("url")
@click.option("--file", type=click.Path(path_type=Path), help="Trang đã lưu bằng trình duyệt (mặc định: tải từ mạng).")
@click.option("--pages", type=click.Path(path_type=Path), help="Thư mục các trang mẫu (mặc định: tests/pages).")
@NOW
@click.pass_context
def outlets_record(ctx: click.Context, name: str, url: str, file: Path | None, pages: Path | None, now: datetime | None) -> None:
    """Lưu một trang thành trang mẫu để kiểm thử: tệp HTML và các trường đọc được.

    \b
    Ví dụ:
        diembao outlets record tuoitre https://tuoitre.vn/…-20260307075519174.htm
    """
    from data.paths import TEST_PAGES

    office = load(ctx) if session(ctx).office_path.exists() else None
    finish(show_record(office, name, url, file, now=counted_as(ctx, office, now), out=sys.stdout, pages=pages or TEST_PAGES))


def show_record(office: Office | None, name: str, url: str, file: Path | None, *, now: datetime, out: TextIO, pages: Path) -> int:
    """Saves a page as a test case of the outlet: the HTML, and what we read from it, to be looked over by a person."""
    from crawler.engine import PageUnavailable, page_bytes
    from crawler.extraction.saved_page import record_page
    from crawler.outlet import UnknownOutlet
    from crawler.register import load_register
    from data.text.urls import canonical_url

    register = load_register(office.outlets_path if office is not None else None)
    try:
        facts, address = register.outlet_class(name), canonical_url(url)
        page = page_bytes(office, facts, address, file, now=now)
    except UnknownOutlet as error:
        out.write(f"{error}\n")
        return 2
    except ValueError:
        out.write(f"Không lưu được: “{url}” không phải địa chỉ trang tin.\n")
        return 2
    except PageUnavailable as error:
        out.write(f"Không lưu được: {error}.\n")
        return 1
    case = record_page(pages / name, facts, address, page.body)
    if page.remark:
        out.write(f"Lưu ý: {page.remark}.\n")
    out.write(
        f"Đã lưu {case} và cập nhật expected.json cạnh đó. Việc cần làm: so từng trường trong expected.json với trang thật; thay "
        "chữ của báo bằng chữ tự viết, giữ nguyên mã HTML, trước khi đưa vào kho mã.\n"
    )
    return 0


@outlets.command("add")
@click.argument("url", metavar="TRANG_CHỦ")
@click.option("--name", help="Tên ngắn của nguồn, không dấu (mặc định: theo tên máy chủ).")
@click.option("--label", help="Tên báo để ghi trong bản tin (mặc định: theo trang chủ).")
@click.option("--dry-run", is_flag=True, help="Chỉ xem kết quả, không ghi vào outlets.toml.")
@NOW
@click.pass_context
def outlets_add(ctx: click.Context, url: str, name: str | None, label: str | None, dry_run: bool, now: datetime | None) -> None:
    """Thêm một nguồn từ địa chỉ trang chủ: tự tìm RSS, sơ đồ tin, chuyên mục, mẫu địa chỉ bài; đọc thử mười bài.

    Nguồn đã có trong danh mục thì so các thông tin đang dùng với trang thật.

    \b
    Ví dụ:
        diembao outlets add https://baogonoi.vn/ --dry-run
        diembao outlets add baogonoi.vn --label "Báo Gò Nổi"
    """
    office = load(ctx)
    request = Addition(url=url, name=name or "", label=label or "", is_dry_run=dry_run)
    finish(show_add(office, request, counted_as(ctx, office, now), sys.stdout))


@dataclass(frozen=True, kw_only=True)
class Addition:
    """What the operator typed after `outlets add`."""

    url: str
    name: str = ""
    label: str = ""
    is_dry_run: bool = False


def show_add(office: Office, request: Addition, now: datetime, out: TextIO) -> int:
    """Surveys the site, shows what was seen, writes the entry. 0 written or shown, 1 nothing that works, 2 no web address."""
    from crawler.register import load_register
    from crawler.survey import SurveyTask, run_surveys
    from crawler.survey.proposal import outlet_name, proposed_entry

    home = home_address(request.url)
    if home is None:
        out.write(f"“{request.url}” không phải địa chỉ trang tin. Viết như https://baogonoi.vn/ hoặc baogonoi.vn.\n")
        return 2
    register = load_register(office.outlets_path)
    facts = register.by_host(urlsplit(home).hostname or "")
    survey = run_surveys(office, [SurveyTask(home=home, known_facts=facts)], now)[0]
    facts = facts or register.by_host(survey.hosts[0])
    _write_survey(survey, out)
    if survey.trouble:
        from crawler.survey.records import TROUBLES

        detail = f" ({survey.detail})" if survey.detail else ""
        out.write(f"Không thêm được{detail}. {TROUBLES[survey.trouble]}\n")
        return 1
    if facts is not None:
        return _compare(survey, facts, out)
    name = request.name or outlet_name(survey.hosts[0], register.classes)
    if name in register.classes:
        out.write(f"Đã có nguồn tên “{name}” trong danh mục. Cách xử lý: chọn tên khác bằng --name.\n")
        return 2
    return _add_entry(office, request, proposed_entry(survey, name, now), out)


def home_address(text: str) -> str | None:
    """The absolute home address of what a person typed, https where no scheme was; None for what is no web address."""
    address = text.strip()
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "." not in host or any(char.isspace() for char in address):
        return None
    return address if parts.path else address + "/"


def _write_survey(survey: Survey, out: TextIO) -> None:
    """What the survey saw: the site, its lists, the articles read on trial."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from crawler.survey.records import LIST_STATES, ORIGINS, WAYS
    from data.text import local
    from data.text.normal import format_number

    console = Console(file=out, width=None if out.isatty() else PIPE_WIDTH, highlight=False)
    console.print(f"{escape(survey.label)}: {escape(survey.home)}, đã hỏi {format_number(survey.asked)} địa chỉ.")
    if urlsplit(survey.home).hostname != urlsplit(survey.asked_home).hostname:
        console.print(f"Lưu ý: {escape(survey.asked_home)} chuyển sang {escape(survey.home)}.")
    lists = Table(title="Danh sách", title_justify="left")
    for heading in ("Cách", "Địa chỉ", "Biết từ", "Kết quả", "Bài", "Thứ tự ngày", "Chi tiết"):
        lists.add_column(heading, overflow="fold")
    for listed in survey.lists:
        order = ORDERS.get(listed.date_order, "")
        row = (WAYS[listed.way], listed.url, ORIGINS[listed.origin], LIST_STATES[listed.state])
        lists.add_row(*map(escape, row), f"{listed.articles}/{listed.items}", order, escape(listed.detail))
    if survey.lists:
        console.print(lists)
    if survey.readings:
        trials = Table(title="Bài đọc thử", title_justify="left")
        for heading in ("Bài", "Giờ đăng", "Toàn văn", "Sapo", "Tác giả", "Chuyên mục", "Vướng mắc"):
            trials.add_column(heading, overflow="fold")
        for reading in survey.readings:
            at = f"{local(reading.published_at):%H:%M %d/%m/%Y} ({reading.date_from})" if reading.published_at else "không rõ"
            size = f"{format_number(reading.body_characters)} ký tự" + (" (phỏng đoán)" if reading.is_guessed else "")
            fields = (reading.title or reading.url, at, size, "có" if reading.summary else "không", ", ".join(reading.authors))
            trials.add_row(*map(escape, fields), escape(reading.section), escape(reading.trouble))
        console.print(trials)
    shape = survey.article_pattern or "không nhận ra"
    console.print(f"Mẫu địa chỉ bài: {escape(shape)}; hệ quản trị nội dung: {survey.family}; ngôn ngữ: {survey.lang}.")


def _compare(survey: Survey, facts: type[OutletFacts], out: TextIO) -> int:
    """The facts of the register beside what the survey saw. 1 where they differ."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from crawler.local_facts import OutletEntry, as_toml
    from crawler.survey.proposal import differences

    rows = differences(survey, facts)
    if not rows:
        out.write(
            f"Nguồn “{facts.name}” ({facts.label}) đã có trong danh mục; các thông tin đang dùng đều khớp với trang thật.\n"
        )
        return 0
    table = Table(title=f"Nguồn “{facts.name}” đã có trong danh mục; các điểm khác với trang thật", title_justify="left")
    for heading in ("Thông tin", "Đang dùng", "Trang thật", "Vì sao"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(row.label, escape(_value(row.value)), escape(_value(row.proposed)), escape(row.reason))
    Console(file=out, width=None if out.isatty() else PIPE_WIDTH, highlight=False).print(table)
    entry = OutletEntry(name=facts.name, facts={row.fact: row.proposed for row in rows})
    out.write(f"Muốn dùng thông tin mới, ghi vào outlets.toml:\n{as_toml({facts.name: entry})}")
    return 1


def _value(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _add_entry(office: Office, request: Addition, entry: OutletEntry, out: TextIO) -> int:
    """Shows the entry of a new outlet and writes it into outlets.toml."""
    from crawler.local_facts import as_toml, write_entry
    from crawler.register import bundled

    if request.label:
        entry = replace(entry, facts={**entry.facts, "label": request.label})
    out.write(f"Nguồn mới “{entry.name}”: {entry.facts['label']}. Nội dung ghi vào outlets.toml:\n{as_toml({entry.name: entry})}")
    if request.is_dry_run:
        out.write("Chưa ghi gì (--dry-run).\n")
        return 0
    write_entry(office.outlets_path, entry, bundled().classes)
    out.write(
        f"Đã ghi vào {office.outlets_path}; lượt thu thập tới sẽ đọc nguồn này. Xem lại loại nguồn (owner_type); "
        f"kiểm chứng: «diembao outlets check {entry.name}». Bỏ nguồn: xóa mục [{entry.name}].\n"
    )
    return 0
