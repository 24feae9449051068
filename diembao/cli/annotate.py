"""The commands judge, names, group and annotate, and bench names, judge and repeats.

In: what the operator typed; JSON lines on stdin, or an office. Out: JSON lines or a short table, and the exit status: 0 done,
1 some lines could not be handled (each named on stderr) or a bench shows a difference, 2 cannot run. Heavy imports happen inside
the functions, so that `--help` stays quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from diembao.cli.session import NOW, counted_as, finish, load

if TYPE_CHECKING:
    from data.benchmark import Race
    from data.gazetteer import Province
    from data.settings import Office

CHUNK = 16  # lines handed to a worker at a time
NAMES_LABELS = {"articles": "Số bài", "sentences": "Số câu", "different": "Số câu có nhãn khác"}
JUDGE_LABELS = {"articles": "Số bài", "same_again": "Xét lại cho cùng kết quả", "slower": "Bài cuối chậm hơn bài đầu (lần)"}
REPEATS_LABELS = {
    "articles": "Số bài", "copies": "Số bản chép lại", "precision": "Độ chính xác", "recall": "Độ phủ",
    "peer_precision": "Độ chính xác của công cụ so sánh", "peer_recall": "Độ phủ của công cụ so sánh",
    "natural": "Cặp trùng sẵn có, không tính",
}  # fmt: skip


@click.command()
@click.option("--province", required=True, help="Tên viết không dấu, như hai-duong, quang-tri.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Số tiến trình song song.")
def judge(province: str, jobs: int) -> None:
    """Phân loại tin, bài (JSONL từ đầu vào chuẩn): viết về tỉnh hay không, căn cứ, lĩnh vực, sắc thái, báo nêu…

    \b
    Ví dụ:
        diembao judge --province hai-duong < tin.jsonl > ket-qua.jsonl
    """
    finish(judge_stream(province, sys.stdin, sys.stdout, jobs))


@click.command()
def names() -> None:
    """Tách câu, từ và tên riêng (JSONL từ đầu vào chuẩn: id, text).

    \b
    Ví dụ:
        echo '{"id": 1, "text": "Ông Trần Văn Khởi ở huyện Kim Thành."}' | diembao names
    """
    finish(names_stream(sys.stdin, sys.stdout))


@click.command()
def group() -> None:
    """Nhận ra bài đăng lại và gộp theo nội dung (JSONL từ đầu vào chuẩn).

    \b
    Ví dụ:
        diembao group < tin.jsonl > nhom.jsonl
    """
    finish(group_stream(sys.stdin, sys.stdout))


@click.command("annotate")
@click.option("--all", "again", is_flag=True, help="Phân loại lại cả tin, bài cũ hơn 30 ngày.")
@NOW
@click.pass_context
def annotate_command(ctx: click.Context, again: bool, now: datetime | None) -> None:
    """Phân loại những tin, bài chưa phân loại, rồi gộp theo nội dung.

    \b
    Ví dụ:
        diembao annotate
    """
    office = load(ctx)
    finish(annotate_office(office, counted_as(ctx, office, now), sys.stdout, again))


CORPUS = click.option(
    "--corpus", type=click.Path(path_type=Path), help="Tệp JSONL hoặc JSONL.gz (mặc định: ../shared, hoặc data/gold)."
)
JSON = click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")


@click.command("names")
@CORPUS
@click.option("--count", default=300, show_default=True, type=click.IntRange(1), help="Số bài được đo.")
@JSON
def bench_names(corpus: Path | None, count: int, as_json: bool) -> None:
    """Đo tốc độ gắn nhãn tên riêng, so với underthesea.ner trên cùng các câu; kiểm tra từng nhãn bằng nhau.

    \b
    Ví dụ:
        diembao bench names --json
    """
    from nlp.bench import race_names

    race = _measured(lambda: race_names(corpus, count), "Gắn nhãn tên riêng", NAMES_LABELS, as_json)
    finish(1 if race.more["different"] else 0)


@click.command("judge")
@CORPUS
@click.option("--count", default=1000, show_default=True, type=click.IntRange(1), help="Số bài được đo.")
@JSON
def bench_judge(corpus: Path | None, count: int, as_json: bool) -> None:
    """Đo tốc độ phân loại, so với riêng bước underthesea.ner trên cùng các bài.

    \b
    Ví dụ:
        diembao bench judge --json
    """
    from nlp.bench import race_judge

    race = _measured(lambda: race_judge(corpus, count), "Phân loại", JUDGE_LABELS, as_json)
    finish(0 if race.more["same_again"] else 1)


@click.command("repeats")
@CORPUS
@click.option("--count", default=100_000, show_default=True, type=click.IntRange(1), help="Số bài nhiều nhất được đọc.")
@click.option("--copies", default=1000, show_default=True, type=click.IntRange(1), help="Số bản chép lại được tạo ra.")
@click.option("--seed", default=1, show_default=True, help="Số chọn bài và cách sửa; cùng số thì cùng các bản chép lại.")
@JSON
def bench_repeats(corpus: Path | None, count: int, copies: int, seed: int, as_json: bool) -> None:
    """Đo việc nhận ra bài đăng lại đã bị cắt, sửa, so với MinHash LSH của datasketch trên cùng các bài.

    \b
    Ví dụ:
        diembao bench repeats --json
    """
    from nlp.bench import race_repeats

    _measured(
        lambda: race_repeats(corpus, count=count, copies=copies, seed=seed), "Nhận ra bài đăng lại", REPEATS_LABELS, as_json
    )
    finish(0)


def _measured(run: Callable[[], Race], heading: str, labels: Mapping[str, str], as_json: bool) -> Race:
    """Runs a race and prints it; says why it cannot run and ends with 2."""
    from diembao.cli.bench import print_race
    from nlp.bench import BenchError

    try:
        race = run()
    except BenchError as error:
        click.echo(str(error))
        sys.exit(2)
    print_race(race, sys.stdout, as_json=as_json, heading=heading, labels=labels)
    return race


def judge_stream(province_slug: str, stdin: TextIO, stdout: TextIO, jobs: int = 1) -> int:
    """Answer each line of `judge`, in the same order; the exit status."""
    from data.gazetteer import UnknownProvince

    try:
        _province(province_slug)
    except UnknownProvince as error:
        sys.stderr.write(f"--province: {error}\n")
        return 2
    return _each(partial(_judge_line, province_slug), stdin, stdout, jobs)


@cache
def _province(slug: str) -> Province:
    from data.gazetteer import load_province

    return load_province(slug)


def _judge_line(slug: str, line: str) -> dict[str, Any]:
    from nlp.streams import judge_line

    return judge_line(line, _province(slug))


def names_stream(stdin: TextIO, stdout: TextIO) -> int:
    """Answer each line of `names`: sentences with their tags, and the names of the text; the exit status."""
    return _each(_name_line, stdin, stdout, 1)


def _name_line(line: str) -> dict[str, Any]:
    from nlp.streams import name_line

    return name_line(line)


def group_stream(stdin: TextIO, stdout: TextIO) -> int:
    """Print the final state of `group` in input order; the exit status."""
    from nlp.streams import group_lines, line_of

    status = 0
    for answered in group_lines(stdin):
        if answered.problem is not None:
            status = _bad(answered.number, answered.problem)
        stdout.write(line_of(answered.answer))
    return status


def annotate_office(office: Office, now: datetime, out: TextIO, again: bool = False) -> int:
    """Judge and group what waits in the office's archive, print the counts; the exit status."""
    from data.archive import Archive
    from nlp.annotate import annotate_archive

    with Archive.open(office.archive_path, now=now) as archive:
        run = archive.trail.begin_run("annotate", now)
        counts = annotate_archive(archive, office, now=now, run=run, again=again)
        note = f"đã phân loại {counts.judged}, không được {counts.failed}"
        archive.trail.end_run(run, now, "problems" if counts.failed else "done", note)
    out.write(f"Đã phân loại {counts.judged} tin, bài: {counts.subject} viết về tỉnh.\n")
    out.write(f"Đã xét {counts.grouped} tin, bài để gộp: mở {counts.stories} nội dung mới.\n")
    if counts.failed:
        out.write(f"{counts.failed} tin, bài không phân loại được; lý do ở nhật ký xử lý (diembao trace).\n")
    return 1 if counts.failed else 0


def _each(work: Callable[[str], dict[str, Any]], stdin: TextIO, stdout: TextIO, jobs: int) -> int:
    """One answer a line, in order; a line that fails is told on stderr and answered with its error."""
    from nlp.streams import line_of, numbered

    status = 0
    numbers: list[int] = []

    def lines() -> Iterator[str]:
        for number, line in numbered(stdin):
            numbers.append(number)
            yield line

    with _progress() as advance, _mapped(partial(_answer, work), lines(), jobs) as answers:
        for index, (answer, failed) in enumerate(answers):
            stdout.write(line_of(answer))
            advance()
            if failed:
                status = _bad(numbers[index], answer["error"])
    return status


def _answer(work: Callable[[str], dict[str, Any]], line: str) -> tuple[dict[str, Any], bool]:
    """The answer, and whether it is an error. Whatever goes wrong with one line stays with that line."""
    from nlp.streams import BadLine, id_of

    try:
        return work(line), False
    except BadLine as error:
        return {"id": error.id, "error": str(error)}, True
    except Exception as error:  # the rest of the stream must go on
        return {"id": id_of(line), "error": f"{type(error).__name__}: {error}"[:300]}, True


def _bad(number: int, problem: object) -> int:
    sys.stderr.write(f"dòng {number}: {problem}\n")
    return 1


@contextmanager
def _mapped(work: Callable[[str], Any], lines: Iterable[str], jobs: int) -> Iterator[Iterable[Any]]:
    """`map`, over worker processes when more than one is asked for."""
    if jobs <= 1:
        yield map(work, lines)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield pool.map(work, lines, chunksize=CHUNK)


@contextmanager
def _progress() -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal, nothing under cron."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Phân loại", total=None)
        yield lambda: bar.advance(task)
