"""How fast names are found and articles judged, beside `underthesea.ner` on the same sentences; whether the tags are the same.

In: a file of articles or of (article, province) pairs, JSONL or JSONL.gz. Out: a `Race` for `diembao bench`. Ours and the peer
take turns article by article; both have loaded their models before, neither has seen the texts. `peak_mb` is that of the whole
run, the peer's models included.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO

from data.benchmark import Race, peak_mb, tell
from data.paths import ROOT
from nlp.tagging import underthesea as words

OWN = ROOT / "data" / "gold" / "cases.jsonl"
ARTICLES = (ROOT.parent / "shared" / "corpus" / "articles-30k.jsonl.gz", OWN)
PAIRS = (ROOT.parent / "shared" / "gold" / "relevance.dev.jsonl.gz", OWN)
PEER = "underthesea.ner"
FIELDS = ("title", "summary", "body")
AGAIN = 20  # articles judged a second time at the end, to see that the last is judged like the first
NAMES_LABELS = {"articles": "Số bài", "sentences": "Số câu", "different": "Số câu có nhãn khác"}
JUDGE_LABELS = {"articles": "Số bài", "same_again": "Xét lại cho cùng kết quả", "slower": "Bài cuối chậm hơn bài đầu (lần)"}


def bench_names(corpus: Path | None, out: TextIO, *, as_json: bool, count: int) -> int:
    """`diembao bench names`: 1 when a tag differs, 2 when there is nothing to read."""
    rows = rows_of_corpus(corpus, ARTICLES, count, out)
    if not rows:
        return 2
    result = names_race(rows)
    tell(result, out, as_json=as_json, heading="Gắn nhãn tên riêng", labels=NAMES_LABELS)
    return 1 if result.more["different"] else 0


def bench_judge(corpus: Path | None, out: TextIO, *, as_json: bool, count: int) -> int:
    """`diembao bench judge`: 1 when an article is judged otherwise the second time, 2 when there is nothing to read."""
    rows = rows_of_corpus(corpus, PAIRS, count, out)
    if not rows:
        return 2
    result = judge_race(rows)
    tell(result, out, as_json=as_json, heading="Phân loại", labels=JUDGE_LABELS)
    return 0 if result.more["same_again"] else 1


def names_race(rows: list[dict[str, Any]]) -> Race:
    """Tags of every sentence by ours and by the peer; every row is compared."""
    words.tag("Ông Nam ở xã Tân Lộ.")
    _peer_tags(["Ông Nam ở xã Tân Lộ."])
    mine = theirs = 0.0
    different = total = 0
    for number, row in enumerate(rows):
        text = "\n".join(row.get(field) or "" for field in FIELDS)
        (seconds, found), (peer_seconds, right) = turns(
            number, partial(words.tag_text, text), partial(_peer_tags, [text])
        )  # fmt: skip
        mine, theirs = mine + seconds, theirs + peer_seconds
        total += len(right)
        different += sum(one != other for one, other in zip(found, right, strict=True))
    more: dict[str, object] = {"articles": len(rows), "sentences": total, "different": different}
    return _race(len(rows), mine, theirs, more)


def judge_race(rows: list[dict[str, Any]]) -> Race:
    """The whole judgement of each pair by ours; by the peer no more than the tags of its sentences."""
    from data.gazetteer import load_province
    from nlp.jsonl import article_of
    from nlp.judge import judge

    provinces = {slug: load_province(slug) for slug in sorted({row["province"] for row in rows})}
    pairs = [(article_of(row), provinces[row["province"]]) for row in rows]
    _peer_tags(["Ông Nam ở xã Tân Lộ."])
    judge(article_of({"id": "0", "title": "Mưa lớn ở huyện Kim Thành"}), pairs[0][1])
    theirs = 0.0
    times, answers = [], []
    for number, (article, province) in enumerate(pairs):
        fields = [article.field(field) for field in FIELDS]
        (seconds, answer), (peer_seconds, _) = turns(
            number, partial(judge, article, province), partial(_peer_tags, fields)
        )  # fmt: skip
        times.append(seconds)
        answers.append(answer)
        theirs += peer_seconds
    part = max(1, len(pairs) // 4)
    sizes = [sum(len(article.field(field)) for field in FIELDS) for article, _ in pairs]
    slower = (sum(times[-part:]) / sum(sizes[-part:])) / (sum(times[:part]) / sum(sizes[:part]))
    again = [judge(*pair) for pair in pairs[:AGAIN]] == answers[:AGAIN]
    more: dict[str, object] = {"articles": len(pairs), "same_again": again, "slower": round(slower, 2)}
    return _race(len(pairs), sum(times), theirs, more)


def _race(units: int, mine: float, theirs: float, more: dict[str, object]) -> Race:
    return Race(
        ours=units / mine, peer=units / theirs, peer_name=PEER, unit="bài/giây", peak_mb=peak_mb(), more=more
    )  # fmt: skip


def turns(number: int, *works: Callable[[], Any]) -> list[tuple[float, Any]]:
    """Seconds and result of each work; which goes first changes from article to article."""
    found: dict[int, tuple[float, Any]] = {}
    for which in (0, 1) if number % 2 == 0 else (1, 0):
        began = perf_counter()
        result = works[which]()
        found[which] = (perf_counter() - began, result)
    return [found[0], found[1]]


def _peer_tags(texts: Iterable[str]) -> list[list[words.Row]]:
    """What the peer gives for every sentence of some texts."""
    return [words.library_tags(sentence) for text in texts for sentence in words.sentences(text)]


def rows_of_corpus(corpus: Path | None, usual: tuple[Path, ...], count: int, out: TextIO) -> list[dict[str, Any]]:
    """The first `count` articles of a corpus; says so where there are none."""
    path = corpus or next((one for one in usual if one.exists()), usual[-1])
    rows = list(islice(_lines(path), count)) if path.exists() else []
    if not rows:
        out.write(f"Không có bài nào trong {path} (cần JSONL hoặc JSONL.gz: id, title, summary, body).\n")
    return rows


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
