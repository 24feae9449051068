"""The work behind `train` and `eval`: a model trained by its recipe, the machine measured against gold sets or against people.

In: the name of a model and the folder of training material, or an office. Out: lines on `out` and an exit status: 0 done, 1 a
figure lies under its floor, 2 cannot run. Nothing here is needed by a running office; heavy imports happen inside the functions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from data.archive import Archive
    from data.model import Article
    from data.settings import Office
    from nlp.training.evaluate import Figure

FIELDS = {"relevance": "verdict", "topic": "topic", "tone": "tone", "issue": "issue"}
NEEDED = "gold/relevance.dev.jsonl.gz"


def train_model(name: str, data: Path, out: TextIO, folder: Path | None = None, people: Sequence[dict[str, Any]] = ()) -> int:
    """`diembao train`: trains by the recipe, writes the weights, the card and the sums, prints the scores.

    `people` are articles whose labels people corrected (`corrected_pairs`); the recipe of stories has no use for them.
    """
    if not (data / NEEDED).exists():
        sys.stderr.write(f"--data: không thấy {data / NEEDED}. Cần thư mục dữ liệu huấn luyện nêu trong thẻ của mô hình.\n")
        return 2
    from data.paths import MODELS

    folder = folder or MODELS
    try:
        for line in _trained(name, data, folder, people):
            out.write(line + "\n")
    except ImportError as error:
        sys.stderr.write(f"Thiếu thư viện huấn luyện: {error.name}. Cách xử lý: cài requirements-dev.lock.\n")
        return 2
    return 0


def _trained(name: str, data: Path, folder: Path, people: Sequence[dict[str, Any]]) -> Iterable[str]:
    if name == "relevance":
        from nlp.training import relevance as train_relevance

        told = train_relevance.train(data, folder / "relevance.npz", people)
        return ["relevance: " + ", ".join(f"{what} {value:.3f}" for what, value in told.items())]
    if name == "stories":
        from nlp.training import stories as train_stories

        days = train_stories.train(data, folder)
        return [f"stories: {day}: {pairs} pairs, {missed} missed, {wrong} wrong" for day, (pairs, missed, wrong) in days.items()]
    from nlp.training import dataset as labelled
    from nlp.training import train

    return [f"{one.name}: {one.line()}" for one in train.train(list(labelled.RECIPES), data, folder, people)]


def evaluate_machine(out: TextIO, *, as_json: bool, shared: Path | None = None) -> int:
    """`diembao eval`: the quality table beside its floors; 1 when a figure lies under its floor."""
    from nlp.training.evaluate import evaluate

    return _tell(evaluate(shared), out, as_json)


def measure_fields(learn: Path, test: Path, out: TextIO, *, as_json: bool) -> int:
    """`diembao eval --learn --test`: the method of fields learned from one labelled file, measured on the other."""
    from nlp.training.external_topics import measure

    try:
        found = measure(learn, test)
    except ImportError as error:
        sys.stderr.write(f"Thiếu thư viện huấn luyện: {error.name}. Cách xử lý: cài requirements-dev.lock.\n")
        return 2
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"--learn, --test: không đọc được ({error}). Cần JSONL hoặc JSONL.gz: title, sapo, text, label.\n")
        return 2
    told = {"accuracy": round(found.accuracy, 4), "records": len(found.pairs), "learned": found.learned}
    if as_json:
        out.write(json.dumps(told, ensure_ascii=False) + "\n")
        return 0
    out.write(f"accuracy {found.accuracy:.4f} ({len(found.pairs)} texts, learned from {found.learned})\n")
    for right, got, times in found.confusions():
        out.write(f"  {right} taken for {got}: {times}\n")
    return 0


def evaluate_corrections(office: Office, now: datetime, out: TextIO, *, as_json: bool) -> int:
    """`diembao eval --from-corrections`: how often people left standing what the machine said, field by field."""
    from data.archive import Archive

    with Archive.open(office.archive_path, now=now) as archive:
        pairs = [(article, machine) for article in _corrected(archive, now) if (machine := archive.articles.machine(article.id))]
    if not pairs:
        out.write("Chưa có nhãn nào do người sửa.\n" if not as_json else "[]\n")
        return 0
    return _tell(against_people(pairs), out, as_json)


def corrected_pairs(office: Office, now: datetime) -> list[dict[str, Any]]:
    """The articles whose labels people corrected, in the form of the gold pairs: what `train` learns from beside them.

    A correction of one label says that a person has read the article, so its other labels are taken as seen.
    """
    from data.archive import Archive

    with Archive.open(office.archive_path, now=now) as archive:
        return [_pair(article, office.office_province) for article in _corrected(archive, now) if article.body]


def _corrected(archive: Archive, now: datetime) -> list[Article]:
    everything = archive.articles.window(datetime(1970, 1, 1, tzinfo=UTC), now)
    return [article for article in everything if set(FIELDS) & set(article.corrected)]


def _pair(article: Article, province: str) -> dict[str, Any]:
    gold = {"verdict": article.relevance, "topic": article.topic, "tone": article.tone, "issue": article.issue}
    return {
        "id": article.id, "province": province, "url": article.url, "outlet": article.outlet,
        "published_at": article.published_at.isoformat() if article.published_at else "",
        "title": article.title or "", "summary": article.summary or "", "body": article.body or "",
        "gold": gold | {"confidence": "high"},
    }  # fmt: skip


def against_people(pairs: Sequence[tuple[Article, Article]]) -> list[Figure]:
    """The share of equal labels, by field, over the articles that a person has looked at (theirs, the machine's)."""
    from nlp.training.evaluate import Figure

    told = []
    for field, name in FIELDS.items():
        both = [(getattr(person, field), getattr(machine, field)) for person, machine in pairs if person.relevance == "subject"
                or field == "relevance"]  # fmt: skip
        same = sum(left == right for left, right in both)
        told.append(Figure("people", f"{name} accuracy", same / max(len(both), 1), None, len(both)))
    return told


def _tell(figures: Sequence[Figure], out: TextIO, as_json: bool) -> int:
    from nlp.training.evaluate import table

    if as_json:
        rows = [
            {"set": one.set, "figure": one.name, "value": round(one.value, 4), "floor": one.floor, "records": one.records,
             "holds": one.holds} for one in figures
        ]  # fmt: skip
        out.write(json.dumps(rows, ensure_ascii=False) + "\n")
    else:
        out.write(table(figures) + "\n")
    return 0 if all(one.holds for one in figures) else 1
