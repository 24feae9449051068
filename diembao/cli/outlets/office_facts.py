"""The commands `diembao outlets set`, `pause`, `resume`, `export` and `import`: an office's own facts, in `outlets.toml`.

In: what the operator typed. Out: the file changed, a Vietnamese sentence or a document on stdout, and the exit status: 0 done, 1
nothing to do, 2 cannot run. A file that would come out faulty is not written.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from diembao.cli.session import NOW, Refusal, counted_as, finish, load

if TYPE_CHECKING:
    from crawler.local_facts import Subscription
    from data.settings import Office


@click.command("set")
@click.argument("name", metavar="NGUỒN")
@click.argument("facts", nargs=-1, required=True, metavar="THÔNG_TIN=GIÁ_TRỊ...")
@click.pass_context
def outlets_set(ctx: click.Context, name: str, facts: tuple[str, ...]) -> None:
    """Sửa thông tin của một nguồn, ghi vào outlets.toml. Giá trị trống là trở về thông tin kèm sẵn.

    \b
    Ví dụ:
        diembao outlets set tuoitre feeds=https://tuoitre.vn/rss/tin-moi-nhat.rss feed_order=mdy
        diembao outlets set tuoitre feeds=
    """
    finish(show_set(load(ctx), name, facts, sys.stdout))


def show_set(office: Office, name: str, facts: Sequence[str], out: TextIO) -> int:
    """Changes single facts of one outlet."""
    from crawler.local_facts import FACTS, change_entry
    from crawler.register import bundled, load_register

    load_register(office.outlets_path).outlet_class(name)
    values: dict[str, Any] = {}
    for fact in facts:
        key, is_pair, text = fact.partition("=")
        if not is_pair:
            raise Refusal(f"“{fact}”: viết như feeds=https://… (tên thông tin, dấu bằng, giá trị).")
        if key not in FACTS and key != "enabled":
            raise Refusal(f"Không có thông tin “{key}”. Các thông tin sửa được: {', '.join((*FACTS, 'enabled'))}.")
        values[key] = typed_value(text) if text else None
    change_entry(office.outlets_path, name, values | _without_found(office, name, values), bundled().classes)
    out.write(
        f"Đã ghi vào {office.outlets_path}: {name}, {', '.join(values)}. Kiểm chứng trên mạng: «diembao outlets check {name}».\n"
    )
    return 0


def _without_found(office: Office, name: str, values: Iterable[str]) -> dict[str, Any]:
    """What a person changes is no longer what discovery wrote."""
    from crawler.register import load_register

    entry = load_register(office.outlets_path).entries.get(name)
    if entry is None or not set(values) & set(entry.found_on):
        return {}
    return {"found": {key: day for key, day in entry.found_on.items() if key not in values} or None}


def typed_value(text: str) -> Any:
    """A value as typed: TOML where it is a list, a table, true or false; several addresses apart by blanks; else text."""
    if text in ("true", "false") or text[:1] in ("[", "{"):
        try:
            return tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            return text
    return text.split() if text.startswith(("http://", "https://")) and " " in text.strip() else text


@click.command("pause")
@click.argument("name", metavar="NGUỒN")
@click.option("--why", required=True, help="Lý do, in ở cuối bản tin.")
@NOW
@click.pass_context
def outlets_pause(ctx: click.Context, name: str, why: str, now: datetime | None) -> None:
    """Tạm dừng thu thập một nguồn; cuối bản tin và «doctor» nói rõ từ ngày nào, vì sao.

    \b
    Ví dụ:
        diembao outlets pause baogonoi --why "báo đề nghị ngừng thu thập"
    """
    from data.text import local

    office = load(ctx)
    finish(show_pause(office, name, why, local(counted_as(ctx, office, now)).date(), sys.stdout))


def show_pause(office: Office, name: str, why: str, day: date, out: TextIO) -> int:
    """Pauses an outlet from this local day on."""
    from crawler.local_facts import Pause, change_entry
    from crawler.register import bundled, load_register

    facts = load_register(office.outlets_path).outlet_class(name)
    change_entry(office.outlets_path, name, {"paused": Pause(since=day, why=why)}, bundled().classes)
    out.write(f"Đã tạm dừng {facts.label} từ {day:%d/%m/%Y}. Thu thập lại: «diembao outlets resume {name}».\n")
    return 0


@click.command("resume")
@click.argument("name", metavar="NGUỒN")
@click.pass_context
def outlets_resume(ctx: click.Context, name: str) -> None:
    """Thu thập lại một nguồn đang tạm dừng.

    \b
    Ví dụ:
        diembao outlets resume baogonoi
    """
    finish(show_resume(load(ctx), name, sys.stdout))


def show_resume(office: Office, name: str, out: TextIO) -> int:
    """Ends a pause. 1 when the outlet is not paused."""
    from crawler.local_facts import change_entry
    from crawler.register import bundled, load_register

    register = load_register(office.outlets_path)
    facts, entry = register.outlet_class(name), register.entries.get(name)
    if entry is None or entry.paused is None:
        out.write(f"{facts.label} không bị tạm dừng.\n")
        return 1
    change_entry(office.outlets_path, name, {"paused": None}, bundled().classes)
    out.write(f"Đã bỏ tạm dừng {facts.label}; lượt thu thập tới sẽ đọc lại nguồn này.\n")
    return 0


@click.command("export")
@click.option("--opml", is_flag=True, help="Xuất nguồn tin RSS của mọi nguồn đang theo dõi, dạng OPML cho trình đọc RSS.")
@click.pass_context
def outlets_export(ctx: click.Context, opml: bool) -> None:
    """In ra những thông tin mà cơ quan đã sửa, đã thêm hoặc hệ thống đã tự tìm, để gửi cho người phụ trách phần mềm.

    \b
    Ví dụ:
        diembao outlets export > nguon-cua-co-quan.toml
        diembao outlets export --opml > nguon.opml
    """
    finish(show_export(load(ctx), is_opml=opml, out=sys.stdout))


def show_export(office: Office, *, is_opml: bool, out: TextIO) -> int:
    """Prints the office's facts as TOML, or all followed feeds as OPML. Pauses stay in the office. 1 when there is nothing."""
    from crawler.local_facts import as_opml, as_toml
    from crawler.register import load_register

    register = load_register(office.outlets_path)
    if is_opml:
        names = office.crawl_outlets or [name for name, cls in register.classes.items() if cls.is_enabled() and not cls.successor]
        out.write(
            as_opml(_subscriptions(register.classes[name] for name in names if name in register.classes), "Nguồn của điểm báo")
        )
        return 0
    entries = {name: entry for name, entry in register.entries.items() if entry.facts}
    if not entries:
        sys.stderr.write(f"Cơ quan chưa sửa hay thêm nguồn nào ({office.outlets_path}).\n")
        return 1
    out.write("# Nguồn do cơ quan sửa, thêm hoặc hệ thống tự tìm. Gửi tệp này cho người phụ trách phần mềm.\n\n")
    out.write(as_toml(entries))
    return 0


def _subscriptions(classes: Iterable[Any]) -> list[Subscription]:
    from crawler.local_facts import Subscription

    return [
        Subscription(feed=feed, label=cls.label, home=cls.home, name=cls.name, lang=cls.lang)
        for cls in classes
        for feed in cls.feeds
    ]


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP.opml")
@click.option("--dry-run", is_flag=True, help="Chỉ xem, không ghi.")
@click.pass_context
def outlets_import(ctx: click.Context, file: Path, dry_run: bool) -> None:
    """Nhập nguồn tin RSS từ tệp OPML: thêm vào nguồn có sẵn; trang chưa có thì nêu ra để thêm bằng «outlets add».

    \b
    Ví dụ:
        diembao outlets import nguon.opml --dry-run
    """
    finish(show_import(load(ctx), file, is_dry_run=dry_run, out=sys.stdout))


def show_import(office: Office, file: Path, *, is_dry_run: bool, out: TextIO) -> int:
    """Takes over the feeds of an OPML file that the register does not have. 1 when sites remain that no outlet covers."""
    from crawler.local_facts import change_entry, read_opml
    from crawler.register import bundled, load_register

    try:
        rows = read_opml(file.read_bytes())
    except OSError as error:
        raise Refusal(f"Không đọc được {file}: {error.strerror}.") from None
    register = load_register(office.outlets_path)
    feeds: dict[str, list[str]] = {}
    strangers: dict[str, str] = {}
    for row in rows:
        facts = register.classes.get(row.name) or register.by_url(row.home or row.feed) or register.by_url(row.feed)
        if facts is None:
            strangers.setdefault(row.home or row.feed, row.label)
        elif row.feed not in facts.feeds:
            feeds.setdefault(facts.name, list(facts.feeds)).append(row.feed)
    for name, addresses in feeds.items():
        if not is_dry_run:
            change_entry(office.outlets_path, name, {"feeds": addresses}, bundled().classes)
        more = len(addresses) - len(register.classes[name].feeds)
        out.write(f"{name}: thêm {more} nguồn tin RSS{' (chưa ghi)' if is_dry_run else ''}.\n")
    for address, label in strangers.items():
        out.write(f"Chưa có nguồn cho {label}. Thêm: diembao outlets add {address}\n")
    out.write(f"Tệp có {len(rows)} nguồn tin RSS, của {len(feeds)} nguồn cần thêm và {len(strangers)} trang chưa có nguồn.\n")
    return int(bool(strangers))


STATING = (outlets_set, outlets_pause, outlets_resume, outlets_export, outlets_import)
