"""The command `diembao read`.

In: a saved page and its address. Out: one JSON object with all keys on stdout, what a person must know on stderr, and the exit
status: 0 read, 1 a list or unreadable, 2 bad usage. Nothing here touches the network.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from diembao.cli.session import finish, outlets_file


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


def _complain(message: str, status: int) -> int:
    sys.stderr.write(message + "\n")
    return status
