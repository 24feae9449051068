"""The commands of the crawler: read, crawl, add, outlets, bench. Declarations only.

In: what the operator typed. Out: an exit status. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from diembao.cli.session import NOW, counted_as, finish, load, session


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", required=True, help="Địa chỉ thật của trang.")
@click.option("--outlet", help="Tên nguồn (mặc định: nhận theo địa chỉ).")
def read(file: Path, url: str, outlet: str | None) -> None:
    """Đọc một trang đã lưu, in ra một đối tượng JSON: tiêu đề, sapo, toàn văn, tác giả, giờ đăng…

    \b
    Ví dụ:
        diembao read trang.html --url https://tuoitre.vn/…-20260307075519174.htm
    """
    import json

    from diembao.cli.read import read_file

    fields, status = read_file(file, url, outlet)
    click.echo(json.dumps(fields, ensure_ascii=False))
    finish(status)


@click.command()
@click.argument("outlets", nargs=-1)
@NOW
@click.pass_context
def crawl(ctx: click.Context, outlets: tuple[str, ...], now: datetime | None) -> None:
    """Thu thập tin, bài mới từ các nguồn (mặc định: mọi nguồn trong cài đặt).

    \b
    Ví dụ:
        diembao crawl
        diembao crawl tuoitre vnexpress
    """
    from diembao.cli.crawl import crawl as run

    office = load(ctx)
    finish(run(office, outlets, counted_as(ctx, office, now), sys.stdout))


@click.command()
@click.argument("url")
@click.option("--file", type=click.Path(path_type=Path), help="Trang đã lưu, khi hệ thống không tải được.")
@NOW
@click.pass_context
def add(ctx: click.Context, url: str, file: Path | None, now: datetime | None) -> None:
    """Thêm bằng tay một tin, bài mà hệ thống không thu thập được.

    \b
    Ví dụ:
        diembao add https://laodong.vn/… --file trang-da-luu.html
    """
    from diembao.cli.crawl import add as run

    office = load(ctx)
    finish(run(office, url, file, counted_as(ctx, office, now), sys.stdout))


@click.command("read")
@click.option(
    "--corpus", type=click.Path(path_type=Path), help="Thư mục trang đã lưu (mặc định: ../shared/pages, hoặc tests/pages)."
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_read(corpus: Path | None, as_json: bool) -> None:
    """Đo tốc độ và độ chính xác đọc trang, so với trafilatura trên cùng các trang.

    \b
    Ví dụ:
        diembao bench read --json
    """
    from crawler.bench.read import bench_read as run

    finish(run(corpus, sys.stdout, as_json=as_json))


@click.command("gate")
@click.option("--corpus", type=click.Path(path_type=Path), help="Tệp JSONL (có thể nén gzip) gồm title, summary, body.")
@click.option("--sample", type=click.IntRange(min=1), default=1500, show_default=True, help="Số bài đem đo, rải đều.")
@click.option("--all", "whole", is_flag=True, help="Đo mọi bài (mất nhiều phút).")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_gate(corpus: Path | None, sample: int, whole: bool, as_json: bool) -> None:
    """Đo bộ lọc nhanh: bỏ sót bao nhiêu bài, cho qua thừa bao nhiêu, mất bao lâu, so với đọc và đối chiếu cả bài.

    \b
    Ví dụ:
        diembao bench gate --json
    """
    from crawler.bench.prefilter import bench_gate as run

    finish(run(corpus, sys.stdout, as_json=as_json, sample=None if whole else sample))


@click.command("crawl")
@click.option(
    "--corpus", type=click.Path(path_type=Path), help="Thư mục trang đã lưu (mặc định: ../shared/pages, hoặc tests/pages)."
)
@click.option("--pages", type=click.IntRange(min=10), default=4200, show_default=True, help="Số trang mỗi lượt.")
@click.option("--plain", is_flag=True, help="Trang không nén (mặc định: nén gzip như các báo gửi).")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_crawl(corpus: Path | None, pages: int, plain: bool, as_json: bool) -> None:
    """Đo tốc độ thu thập (tải, lọc nhanh, đọc, lưu), so với Scrapy chỉ tải về, cùng các trang trên máy này.

    \b
    Ví dụ:
        diembao bench crawl --json
    """
    from crawler.bench.crawl import bench_crawl as run

    finish(run(corpus, sys.stdout, as_json=as_json, pages=pages, plain=plain))


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
    from diembao.cli.read import outlets_list as run

    office = load(ctx) if session(ctx).office_path.exists() else None
    finish(run(office, now=counted_as(ctx, office, now), out=sys.stdout))


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
    from diembao.cli.outlets import check as run

    office = load(ctx)
    finish(run(office, outlets, counted_as(ctx, office, now), sys.stdout))


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
    from diembao.cli.outlets import record as run

    office = load(ctx) if session(ctx).office_path.exists() else None
    finish(run(office, name, url, file, now=counted_as(ctx, office, now), out=sys.stdout, pages=pages or TEST_PAGES))
