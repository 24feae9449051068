"""How fast names are found and articles judged, beside `underthesea.ner` on the same sentences; whether the tags are the same.

In: a file of articles or of (article, province) pairs, JSONL or JSONL.gz. Out: a `Race` for `diembao bench`. Ours and the peer
take turns article by article; both have loaded their models before, neither has seen the texts. `peak_mb` is that of the whole
run, the peer's models included.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from data.benchmark import Race, peak_mb
from data.gazetteer import load_province
from nlp.bench.corpus import ARTICLES, FIELDS, PAIRS, Row, read_rows, take_turns
from nlp.judge import judge_article
from nlp.streams import article_of
from nlp.tagging import underthesea as tagging

PEER = "underthesea.ner"
AGAIN = 20  # articles judged a second time at the end, to see that the last is judged like the first
WARM_UP = "Ông Nam ở xã Tân Lộ."


def race_names(corpus: Path | None, count: int) -> Race:
    """Tag every sentence of a corpus by ours and by the peer; `different` counts the sentences whose tags differ.

    Raises BenchError when there is nothing to read.
    """
    rows = read_rows(corpus, ARTICLES, count)
    tagging.tag(WARM_UP)
    _peer_tags([WARM_UP])
    our_seconds = peer_seconds = 0.0
    different = total = 0
    for number, row in enumerate(rows):
        text = "\n".join(row.get(field) or "" for field in FIELDS)
        ours, peer = take_turns(number, partial(tagging.tag_text, text), partial(_peer_tags, [text]))
        our_seconds, peer_seconds = our_seconds + ours[0], peer_seconds + peer[0]
        total += len(peer[1])
        different += sum(mine != theirs for mine, theirs in zip(ours[1], peer[1], strict=True))
    more: dict[str, object] = {"articles": len(rows), "sentences": total, "different": different}
    return _race(len(rows), our_seconds, peer_seconds, more)


def race_judge(corpus: Path | None, count: int) -> Race:
    """Judge each pair of a corpus whole by ours; by the peer no more than tag its sentences.

    `same_again` says whether articles judged a second time are judged alike, `slower` how many times as long a character takes at
    the end.
    Raises BenchError when there is nothing to read.
    """
    rows = read_rows(corpus, PAIRS, count)
    provinces = {slug: load_province(slug) for slug in sorted({row["province"] for row in rows})}
    pairs = [(article_of(row), provinces[row["province"]]) for row in rows]
    _peer_tags([WARM_UP])
    judge_article(article_of(_warm_up_row()), pairs[0][1])
    peer_seconds = 0.0
    times, answers = [], []
    for number, (article, province) in enumerate(pairs):
        fields = [article.field(field) for field in FIELDS]
        ours, peer = take_turns(number, partial(judge_article, article, province), partial(_peer_tags, fields))
        times.append(ours[0])
        answers.append(ours[1])
        peer_seconds += peer[0]
    part = max(1, len(pairs) // 4)
    sizes = [sum(len(article.field(field)) for field in FIELDS) for article, _ in pairs]
    slower = (sum(times[-part:]) / sum(sizes[-part:])) / (sum(times[:part]) / sum(sizes[:part]))
    again = [judge_article(*pair) for pair in pairs[:AGAIN]] == answers[:AGAIN]
    more: dict[str, object] = {"articles": len(pairs), "same_again": again, "slower": round(slower, 2)}
    return _race(len(pairs), sum(times), peer_seconds, more)


def _warm_up_row() -> Row:
    return {"id": "0", "title": "Mưa lớn ở huyện Kim Thành"}


def _race(units: int, our_seconds: float, peer_seconds: float, more: dict[str, object]) -> Race:
    return Race(
        ours=units / our_seconds, peer=units / peer_seconds, peer_name=PEER, unit="bài/giây", peak_mb=peak_mb(), more=more
    )  # fmt: skip


def _peer_tags(texts: Iterable[str]) -> list[list[tagging.Row]]:
    """What the peer gives for every sentence of some texts."""
    return [tagging.library_tags(sentence) for text in texts for sentence in tagging.sentences(text)]
