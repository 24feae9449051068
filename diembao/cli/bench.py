"""The commands `diembao bench read`, `gate` and `crawl`, and how every race is printed.

In: what the operator typed. Out: one JSON object or lines for the operator, and the exit status: 0 measured, 1 what was measured
is faulty, 2 nothing to measure. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from diembao.cli.session import finish

if TYPE_CHECKING:
    from data.benchmark import Race
    from data.model import Article

PAGES_HELP = "Thư mục trang đã lưu (mặc định: ../shared/pages, hoặc tests/pages)."
LOST_SHOWN = 20  # lost articles that are named


def print_race(result: Race, out: TextIO, *, as_json: bool, heading: str, labels: Mapping[str, str]) -> None:
    """Prints a race: one JSON object, or lines for the operator, those of `more` under their `labels`."""
    from data.text.normal import format_number

    if as_json:
        out.write(json.dumps(result.as_json(), ensure_ascii=False) + "\n")
        return
    out.write(f"{heading}: {format_number(result.ours)} {result.unit}\n")
    out.write(f"{result.peer_name}: {format_number(result.peer)} {result.unit}\n")
    out.write(f"Gấp {format_number(result.ratio)} lần; bộ nhớ cao nhất {format_number(result.peak_mb)} MB\n")
    for name, label in labels.items():
        value = result.more[name]
        out.write(f"{label}: {f'{value:.3f}'.replace('.', ',') if isinstance(value, float) else value}\n")


@click.command("read")
@click.option("--corpus", type=click.Path(path_type=Path), help=PAGES_HELP)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_read(corpus: Path | None, as_json: bool) -> None:
    """Đo tốc độ và độ chính xác đọc trang, so với trafilatura trên cùng các trang.

    \b
    Ví dụ:
        diembao bench read --json
    """
    from crawler.bench.read import LABELS, NoPages
    from crawler.bench.read import bench_read as measure

    try:
        result = measure(corpus)
    except NoPages as error:
        finish(_nothing(error))
    print_race(result, sys.stdout, as_json=as_json, heading="Đọc trang", labels=LABELS)


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
    from crawler.bench.prefilter import LABELS, bench_prefilter
    from crawler.bench.read import NoPages

    try:
        result = bench_prefilter(corpus, sample=None if whole else sample, track=_track)
    except NoPages as error:
        finish(_nothing(error))
    print_race(result.race, sys.stdout, as_json=as_json, heading="Lọc nhanh", labels=LABELS)
    for article, province, wrapping in result.sweep.lost[:LOST_SHOWN]:
        sys.stderr.write(f"bỏ sót: {article} {province} {wrapping}\n")
    finish(int(not result.is_safe))


@click.command("crawl")
@click.option("--corpus", type=click.Path(path_type=Path), help=PAGES_HELP)
@click.option("--pages", type=click.IntRange(min=10), default=4200, show_default=True, help="Số trang mỗi lượt.")
@click.option("--plain", is_flag=True, help="Trang không nén (mặc định: nén gzip như các báo gửi).")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def bench_crawl(corpus: Path | None, pages: int, plain: bool, as_json: bool) -> None:
    """Đo tốc độ thu thập (tải, lọc nhanh, đọc, lưu), so với Scrapy chỉ tải về, cùng các trang trên máy này.

    \b
    Ví dụ:
        diembao bench crawl --json
    """
    from crawler.bench.crawl import LABELS
    from crawler.bench.crawl import bench_crawl as measure
    from crawler.bench.read import NoPages

    try:
        result = measure(corpus, pages=pages, plain=plain)
    except NoPages as error:
        finish(_nothing(error))
    print_race(result.race, sys.stdout, as_json=as_json, heading="Thu thập", labels=LABELS)
    finish(int(not result.is_complete))


def _track(articles: Sequence[Article]) -> Iterable[Article]:
    """A progress bar on a terminal, nothing under cron."""
    if not sys.stderr.isatty():
        return articles
    from rich.console import Console
    from rich.progress import track

    return track(articles, description="Lọc nhanh", console=Console(stderr=True), transient=True)


def _nothing(error: Exception) -> int:
    sys.stdout.write(f"{error}\n")
    return 2
