"""The commands `diembao read` and `diembao links`.

In: a saved page or a saved list and its address. Out: one JSON object with all keys on stdout, or one a line for each article
that a list announces; what a person must know on stderr; the exit status: 0 read, 1 unreadable or no article, 2 bad usage.
Nothing here touches the network."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from diembao.cli.session import NOW, counted_as, finish, outlets_file


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", required=True, help="Địa chỉ thật của trang.")
@click.option("--outlet", help="Tên nguồn (mặc định: nhận theo địa chỉ).")
@click.pass_context
def read(ctx: click.Context, file: Path, url: str, outlet: str | None) -> None:
    """Đọc một trang đã lưu, in ra một đối tượng JSON: tiêu đề, sapo, toàn văn, tác giả, giờ đăng…

    \b
    Ví dụ:
        diembao read trang.html --url https://tuoitre.vn/…-20260307075519174.htm
    """
    fields, status = read_file(file, url, outlet, outlets_file(ctx))
    click.echo(json.dumps(fields, ensure_ascii=False))
    finish(status)


def read_file(path: Path, url: str, outlet: str | None = None, office_outlets: Path | None = None) -> tuple[dict[str, Any], int]:
    """The object of one saved page and the exit status; remarks go to stderr.

    `outlet` is a name of the register; without it the outlet is known by the host of `url`, or unknown. `office_outlets`: the
    office's own facts of outlets, if there is an office.
    """
    from crawler.extraction.saved_page import BadFile, no_fields, read_saved_page
    from crawler.outlet import UnknownOutlet
    from crawler.register import load_register

    register = load_register(office_outlets)
    try:
        page = read_saved_page(path, url, register.outlet_class(outlet) if outlet else register.by_url(url))
    except UnknownOutlet as error:
        return no_fields(url, outlet), _complain(str(error), 2)
    except BadFile as error:
        return no_fields(url, outlet), _complain(str(error), 1)
    except ValueError:
        message = f"Địa chỉ «{url}» không phải địa chỉ trang web (cần bắt đầu bằng http:// hoặc https://)."
        return no_fields(url, outlet), _complain(message, 2)
    for remark in page.remarks:
        _complain(f"{path}: {remark}.", 1)
    return page.fields, int(not page.is_article)


@click.command("links")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", required=True, help="Địa chỉ thật của danh sách.")
@click.option("--outlet", help="Tên nguồn (mặc định: nhận theo địa chỉ).")
@NOW
@click.pass_context
def links(ctx: click.Context, file: Path, url: str, outlet: str | None, now: datetime | None) -> None:
    """Đọc một nguồn tin, sơ đồ trang hoặc trang chuyên mục đã lưu, in ra mỗi bài được thông báo một dòng JSON.

    \b
    Ví dụ:
        diembao links home.rss --url https://tuoitre.vn/rss/tin-moi-nhat.rss --now 2026-06-02T08:00
    """
    finish(print_links(file, url, outlet, counted_as(ctx, None, now), outlets_file(ctx)))


def print_links(path: Path, url: str, outlet: str | None, now: datetime, office_outlets: Path | None = None) -> int:
    """Prints what one saved list announces; the exit status. `outlet` is a name of the register, else the host of `url` tells.

    `now` is when the list was fetched (aware), `office_outlets` the office's own facts of outlets.
    Raises OperatorError for the file and for an unknown outlet.
    """
    from crawler.discovery import saved_list
    from crawler.register import load_register

    register = load_register(office_outlets)
    facts = register.outlet_class(outlet) if outlet else register.by_url(url)
    try:
        listing = saved_list.read_saved_list(path, url, facts, now)
    except ValueError:
        return _complain(f"Địa chỉ «{url}» không phải địa chỉ trang web (cần bắt đầu bằng http:// hoặc https://).", 2)
    for link in listing.links:
        click.echo(json.dumps(saved_list.fields_of(link), ensure_ascii=False))
    for address in listing.sitemaps:
        click.echo(json.dumps({"sitemap": address}, ensure_ascii=False))
    for item in listing.bad:
        _complain(f"{item.key}: {item.detail}", 1)
    return int(bool(listing.bad))


def _complain(message: str, status: int) -> int:
    sys.stderr.write(message + "\n")
    return status
