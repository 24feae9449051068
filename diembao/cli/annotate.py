"""The work behind `judge`, `names`, `group` and `annotate`: streams in, streams out, exit statuses.

In: text streams of JSON lines, or an office. Out: JSON lines or a short table, and 0 (done), 1 (some lines could not be
handled, each
named on stderr) or 2 (cannot run). Heavy imports happen inside the functions, so that `--help` stays quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from data.gazetteer import Province
    from data.settings import Office

CHUNK = 16  # lines handed to a worker at a time


def judge_stream(province_slug: str, stdin: TextIO, stdout: TextIO, jobs: int = 1) -> int:
    """`diembao judge`: one answer line for each input line, in the same order."""
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
    """The answer to one line of `judge`. Raises BadLine."""
    from nlp.jsonl import answer_of, article_of, read_line
    from nlp.judge import judge

    given = read_line(line)
    article = judge(article_of(given), _province(slug))
    as_given = article_of(given, as_given=True)
    if any(as_given.field(name) != article.field(name) for name in ("title", "summary", "body")):
        article = article.with_(mentions=_province(slug).find_article(as_given))  # offsets count in the text as given
    return answer_of(article, given)


def names_stream(stdin: TextIO, stdout: TextIO) -> int:
    """`diembao names`: sentences with their tags, and the names of each text."""
    return _each(_names_line, stdin, stdout, 1)


def _names_line(line: str) -> dict[str, Any]:
    from nlp.entities.names import names
    from nlp.jsonl import BadLine, read_line
    from nlp.tagging.underthesea import tag_text

    given = read_line(line)
    text = given.get("text")
    if not isinstance(text, str):
        raise BadLine("thiếu trường text", given["id"])
    tagged = tag_text(text)
    found = [{"text": name.text, "type": name.type} for name in names(tagged)]
    return {"id": given["id"], "sentences": [[list(row) for row in sentence] for sentence in tagged], "names": found}


def group_stream(stdin: TextIO, stdout: TextIO) -> int:
    """`diembao group`: reads all, groups in order of arrival, prints the final state in input order."""
    from nlp.annotate import group_all
    from nlp.jsonl import BadLine, article_of, numbered, read_line, refuse_again, write

    given: list[dict[str, Any]] = []
    articles, seen, status = [], set(), 0
    for number, line in numbered(stdin):
        try:
            found = read_line(line)
            article = article_of(found)
            refuse_again(found["id"], article.id in seen)
        except BadLine as error:
            status = _bad(number, error)
            given.append({"id": error.id, "error": str(error)})
            continue
        seen.add(article.id)
        articles.append(article)
        given.append({"id": found["id"]})
    groups = group_all(articles)
    for answer in given:
        if "error" not in answer:
            same_as, story = groups[str(answer["id"])]
            answer |= {"same_as": same_as, "story": story}
        write(stdout, answer)
    return status


def annotate_command(office: Office, now: datetime, out: TextIO, again: bool = False) -> int:
    """`diembao annotate`: judge and group what waits in the office's archive."""
    from data.archive import Archive
    from nlp.annotate import annotate

    with Archive.open(office.archive_path, now=now) as archive:
        run = archive.trail.begin_run("annotate", now)
        done = annotate(archive, office, now=now, run=run, again=again)
        archive.trail.end_run(
            run, now, "problems" if done.failed else "done", f"đã phân loại {done.judged}, không được {done.failed}"
        )
    out.write(f"Đã phân loại {done.judged} tin, bài: {done.subject} viết về tỉnh.\n")
    out.write(f"Đã xét {done.grouped} tin, bài để gộp: mở {done.stories} nội dung mới.\n")
    if done.failed:
        out.write(f"{done.failed} tin, bài không phân loại được; lý do ở nhật ký xử lý (diembao trace).\n")
    return 1 if done.failed else 0


def _each(work: Callable[[str], dict[str, Any]], stdin: TextIO, stdout: TextIO, jobs: int) -> int:
    """One answer a line, in order; a line that fails is told on stderr and answered with its error."""
    from nlp.jsonl import numbered, write

    status = 0
    numbers: list[int] = []

    def lines() -> Iterator[str]:
        for number, line in numbered(stdin):
            numbers.append(number)
            yield line

    with _progress() as advance, _mapped(partial(_answer, work), lines(), jobs) as answers:
        for place, (answer, failed) in enumerate(answers):
            write(stdout, answer)
            advance()
            if failed:
                status = 1
                sys.stderr.write(f"dòng {numbers[place]}: {answer['error']}\n")
    return status


def _answer(work: Callable[[str], dict[str, Any]], line: str) -> tuple[dict[str, Any], bool]:
    """The answer, and whether it is an error. Whatever goes wrong with one line stays with that line."""
    from nlp.jsonl import BadLine, id_of

    try:
        return work(line), False
    except BadLine as error:
        return {"id": error.id, "error": str(error)}, True
    except Exception as error:  # the rest of the stream must go on
        return {"id": id_of(line), "error": f"{type(error).__name__}: {error}"[:300]}, True


def _bad(number: int, error: Exception) -> int:
    sys.stderr.write(f"dòng {number}: {error}\n")
    return 1


@contextmanager
def _mapped(work: Callable[[str], Any], lines: Iterable[str], jobs: int) -> Iterator[Iterable[Any]]:
    """`map`, over worker processes when more than one is asked for."""
    if jobs <= 1:
        yield map(work, lines)
        return
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
