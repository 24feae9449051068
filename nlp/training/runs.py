"""One model trained by its recipe; the machine measured against what people corrected.

In: the name of a model and the folder of training material, or an office. Out: the scores as lines, figures, records to learn
from. Nothing here is needed by a running office; the recipes are imported inside the functions, since they need scikit-learn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.archive import Archive
from data.errors import OperatorError
from data.model import Article
from data.paths import MODELS
from data.settings import Office
from nlp.training.evaluate import Figure

FIELDS = {"relevance": "verdict", "topic": "topic", "tone": "tone", "issue": "issue"}
NEEDED = "gold/relevance.dev.jsonl.gz"


class MaterialError(OperatorError):
    """There is nothing to train on; the message is Vietnamese and names what is missing."""


def train_model(name: str, material: Path, folder: Path = MODELS, people: Sequence[dict[str, Any]] = ()) -> list[str]:
    """Train a model by its recipe, write the weights, the card and the sums into a folder; the scores, a line each.

    `name` is relevance, stories or all (field, tone, issue); `people` are articles whose labels people corrected
    (`read_corrected_pairs`), of which the recipe of stories has no use. Raises MaterialError, and ImportError without the
    training libraries.
    """
    if not (material / NEEDED).exists():
        raise MaterialError(f"--data: không thấy {material / NEEDED}. Cần thư mục dữ liệu huấn luyện nêu trong thẻ của mô hình.")
    if name == "relevance":
        from nlp.training.relevance import train_relevance

        figures = train_relevance(material, folder / "relevance.npz", people)
        return ["relevance: " + ", ".join(f"{figure} {value:.3f}" for figure, value in figures.items())]
    if name == "stories":
        from nlp.training.stories import train_stories

        days = train_stories(material, folder)
        return [f"stories: {day}: {pairs} pairs, {missed} missed, {wrong} wrong" for day, (pairs, missed, wrong) in days.items()]
    from nlp.training.dataset import RECIPES
    from nlp.training.train import train_models

    return [f"{scores.name}: {scores.line()}" for scores in train_models(list(RECIPES), material, folder, people)]


def measure_corrections(office: Office, now: datetime) -> list[Figure]:
    """Measure how often people left standing what the machine said, field by field; empty where they corrected nothing."""
    with Archive.open(office.archive_path, now=now) as archive:
        pairs = [(article, machine) for article in _corrected(archive, now) if (machine := archive.articles.machine(article.id))]
    return compare_with_people(pairs) if pairs else []


def read_corrected_pairs(office: Office, now: datetime) -> list[dict[str, Any]]:
    """Read the articles whose labels people corrected, in the form of the gold pairs: what `train` learns from beside them.

    A correction of one label says that a person has read the article, so its other labels are taken as seen.
    """
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


def compare_with_people(pairs: Sequence[tuple[Article, Article]]) -> list[Figure]:
    """Give the share of equal labels, by field, over the articles that a person has looked at (theirs, the machine's)."""
    figures = []
    for field, name in FIELDS.items():
        both = [(getattr(person, field), getattr(machine, field)) for person, machine in pairs if person.relevance == "subject"
                or field == "relevance"]  # fmt: skip
        same = sum(left == right for left, right in both)
        figures.append(Figure("people", f"{name} accuracy", same / max(len(both), 1), None, len(both)))
    return figures
