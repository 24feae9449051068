"""How much a crawl costs beside the bare download of the same pages.

In: a folder of saved pages (default those beside the repository, else our own). A press of thousands of pages in a process of its
own, on a core of its own where there are two; in turns our whole crawl (feeds, robots.txt, fetch, gate, read, keep into a real
archive, trail) and a Scrapy spider that only downloads, each in a fresh process. Out: pages a second of both, medians.

    python -m crawler.bench.crawl ours|bare PORT PAGES WORK        one run, as the bench starts it; prints one JSON object
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from urllib.request import urlopen

from crawler.bench.read import NoPages, corpus_folder
from crawler.bench.site import PROVINCE, about, now_of, templates
from data.benchmark import Race, peak_mb
from data.paths import ROOT

PAGES = 4200  # most of a day of one office; starting up is a small part of it
ROUNDS = 3
WAIT = 600  # seconds for one run
LABELS = {
    "pages": "Số trang", "megabytes": "Tổng dung lượng (MB)", "about": "Trang viết về tỉnh", "kept": "Đã lưu",
    "compressed": "Trang nén gzip",
}  # fmt: skip
OFFICE = """
[office]
province = "{province}"
parent = "UBND tỉnh"
name = "Văn phòng (đo tốc độ)"
addressees = "Lãnh đạo"
demo = true
[crawl]
replay = "http://127.0.0.1:{port}"
page_budget = 100000
max_age_days = 30
delay_seconds = 0.0
"""


@dataclass(frozen=True)
class CrawlRace:
    """The race, and whether our crawl fetched every page of the press."""

    race: Race
    is_complete: bool


def bench_crawl(corpus: Path | None, *, pages: int = PAGES, plain: bool = False, rounds: int = ROUNDS) -> CrawlRace:
    """The race of `diembao bench crawl`; `plain`: the pages come uncompressed. Raises NoPages."""
    folder = corpus_folder(corpus)
    shapes = templates(folder)
    if not shapes:
        raise NoPages(f"Không có trang nào trong {folder} (cần expected.jsonl, hoặc <nguồn>/expected.json).")
    with tempfile.TemporaryDirectory(prefix="diembao-") as work, _press(folder, pages, plain) as port:
        runs: dict[str, list[dict[str, Any]]] = {"ours": [], "bare": []}
        for number in range(rounds):
            for which in ("ours", "bare") if number % 2 == 0 else ("bare", "ours"):
                runs[which].append(_run(which, port, folder, Path(work) / f"{which}-{number}"))
    ours, bare = (median(run["pages"] / run["seconds"] for run in runs[which]) for which in ("ours", "bare"))
    last = runs["bare"][-1] | runs["ours"][-1]
    result = Race(
        ours=ours, peer=bare, peer_name="Scrapy chỉ tải", unit="trang/giây", peak_mb=max(run["peak_mb"] for run in runs["ours"]),
        more={
            "pages": pages, "megabytes": round(last["megabytes"], 1),
            "about": sum(about(number, len(shapes)) for number in range(pages)), "kept": last["kept"],
            "compressed": not plain,
        },
    )  # fmt: skip
    return CrawlRace(result, is_complete=last["pages"] == pages)


@contextmanager
def _press(folder: Path, pages: int, plain: bool = False) -> Iterator[int]:
    command = [sys.executable, "-m", "crawler.bench.site", str(folder), "--pages", str(pages), *(["--plain"] if plain else [])]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own module
        try:
            _alone(server.pid, first=True)
            yield int(server.stdout.readline())  # type: ignore[union-attr]  # a pipe was asked for
        finally:
            server.terminate()


def _run(which: str, port: int, folder: Path, work: Path) -> dict[str, Any]:
    work.mkdir()
    command = [sys.executable, "-m", "crawler.bench.crawl", which, str(port), str(folder), str(work)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=WAIT, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _alone(process: int, *, first: bool) -> None:
    """The server on the first core, the crawl on the others, where the system lets us."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(cores) > 1:
        os.sched_setaffinity(process, cores[:1] if first else cores[1:])


def ours(port: int, folder: Path, work: Path) -> dict[str, Any]:
    """One whole crawl of ours."""
    from crawler.run import crawl
    from data.archive import Archive
    from data.settings import load_office

    path = work / "office.toml"
    path.write_text(OFFICE.format(province=PROVINCE, port=port), encoding="utf-8")
    office, now = load_office(path, {}), now_of(folder)
    outlets = list(dict.fromkeys(template.facts.name for template in templates(folder)))
    with Archive.open(office.archive_path, now=now):
        pass  # made before the clock runs
    began = perf_counter()
    counts = crawl(office, outlets, now=now)
    seconds = perf_counter() - began
    return {"pages": sum(row.fetched for row in counts), "kept": sum(row.kept for row in counts), "seconds": seconds}


def bare(port: int) -> dict[str, Any]:
    """One download of all pages by a spider that does nothing else."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    got = {"pages": 0, "bytes": 0}

    class Bare(scrapy.Spider):
        name = "bare"

        async def start(self) -> Any:
            with urlopen(f"http://127.0.0.1:{port}/addresses.json") as answer:
                addresses = json.load(answer)
            for address in addresses:
                host, _, path = address.partition("://")[2].partition("/")
                yield scrapy.Request(f"http://127.0.0.1:{port}/{path}", headers={"Host": host}, dont_filter=True)

        def parse(self, response: scrapy.http.Response) -> None:
            got["pages"] += response.status == 200
            got["bytes"] += len(response.body)

    process = AsyncCrawlerProcess(
        {"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "CONCURRENT_REQUESTS": 32, "CONCURRENT_REQUESTS_PER_DOMAIN": 16}
    )
    began = perf_counter()
    process.crawl(Bare)
    process.start()
    return {"pages": got["pages"], "seconds": perf_counter() - began, "megabytes": got["bytes"] / 1e6}


def main() -> None:
    """One run, in this process."""
    which, port, folder, work = sys.argv[1:]
    _alone(0, first=False)
    result = ours(int(port), Path(folder), Path(work)) if which == "ours" else bare(int(port))
    sys.stdout.write(json.dumps(result | {"peak_mb": peak_mb()}) + "\n")


if __name__ == "__main__":
    main()
