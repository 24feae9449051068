"""The command `diembao links`.

In: a saved feed, sitemap or section page and its address. Out: one JSON object a line for each article it announces and for each
further list, what a person must know on stderr, and the exit status: 0 read, 1 nothing could be read, 2 bad usage. Nothing here touches
the network.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from diembao.cli.session import NOW, counted_as, finish


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
    finish(print_links(file, url, outlet, counted_as(ctx, None, now)))


def print_links(path: Path, url: str, outlet: str | None, now: datetime) -> int:
    """Prints what one saved list announces; the exit status. `outlet` is a name of the register, else the host of `url` tells.

    `now` is when the list was fetched (aware). Raises OperatorError for the file and for an unknown outlet.
    """
    from crawler.discovery.saved_list import fields_of, read_saved_list
    from crawler.register import by_url, spider_class

    try:
        listing = read_saved_list(path, url, spider_class(outlet) if outlet else by_url(url), now)
    except ValueError:
        return _complain(f"Địa chỉ «{url}» không phải địa chỉ trang web (cần bắt đầu bằng http:// hoặc https://).", 2)
    for link in listing.links:
        click.echo(json.dumps(fields_of(link), ensure_ascii=False))
    for address in listing.sitemaps:
        click.echo(json.dumps({"sitemap": address}, ensure_ascii=False))
    for item in listing.bad:
        _complain(f"{item.key}: {item.detail}", 1)
    return int(bool(listing.bad))


def _complain(message: str, status: int) -> int:
    sys.stderr.write(message + "\n")
    return status
