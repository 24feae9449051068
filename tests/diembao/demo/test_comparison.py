"""The comparison of an edition with the right answer: what is counted, what is named, what is compulsory."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.archive import Archive
from data.archive.records import EditionItem, EditionRow
from data.model import Article, Outcome, Outlet, Stage
from diembao.demo.comparison import Comparison, compare
from diembao.demo.press_day.day import PressDay, load_day
from tests.support.press_day import FRAME, article, write_day

NOW = datetime(2020, 6, 1, 5, tzinfo=UTC)
ITEM = '[[item]]\nid = "{}"\nverdict = "subject"\nin_edition = true\nstory = "{}"\ntopic = "kinh-te"\ntone = "neutral"\n'
TRUTH = (
    ITEM.format("mot", "1")
    + ITEM.format("hai", "1")
    + 'same_as = "mot"\n'
    + ITEM.format("ba", "2")
    + '[[item]]\nid = "bon"\nverdict = "subject"\nin_edition = false\noutcome = "no_body"\n'
    + '[totals]\narticles = 3\n[sources]\nwall = ["soha"]\n'
)
ADDRESSES = {
    name: [f"https://tuoitre.vn/{name}-20200601081500{place:03}.htm"] for place, name in enumerate(("mot", "hai", "ba", "bon"))
}
Told = dict[str, tuple[int, str | None]]  # id -> number of the story in the edition, id it repeats
RIGHT: Told = {"mot": (1, None), "hai": (1, "mot"), "ba": (2, None)}


@pytest.fixture
def day(tmp_path: Path) -> PressDay:
    articles = {name: article(name, "tuoitre", "01 08:15", f"Bài {name}") for name in ADDRESSES}
    return load_day(write_day(tmp_path / "day", articles, frame=FRAME, truth=TRUTH))


def told(day: PressDay, folder: Path, items: Told, *, foot: str = "", topic: str = "kinh-te") -> Comparison:
    """The comparison of an edition that tells `items`, its text ending with `foot`."""
    ids = {name: f"{place:016x}" for place, name in enumerate(ADDRESSES, 1)}
    urls = {name: addresses[0] for name, addresses in ADDRESSES.items()}
    with Archive.open(folder / "a.db", now=NOW) as archive:
        run = archive.trail.begin_run("day", NOW)
        label = Outlet(name="soha", label="Soha", full_label="Soha", short="Soha", owner_type="tong-hop", home="https://soha.vn/")
        archive.articles.register_outlets([label], NOW)
        for name in ("mot", "hai", "ba"):
            kept = Article(id=ids[name], url=urls[name], outlet="tuoitre", title=name, body="…", published_at=NOW)
            archive.articles.keep(kept, None, now=NOW, run=run)
        archive.trail.note(key=urls["bon"], stage=Stage.READ, outcome=Outcome.NO_BODY, run=run, at=NOW)
        rows = [
            EditionItem(
                position=place, number=number, article=ids[name], story=str(number), outlet="tuoitre", title=name, url=urls[name],
                topic=topic, tone="neutral", same_as=ids[same] if same else None,
            )
            for place, (name, (number, same)) in enumerate(items.items(), 1)
        ]  # fmt: skip
        edition = EditionRow(
            day=day.edition, number=154, after=day.after, until=day.until, built_at=day.now, text="Nguồn thu thập: " + foot,
            counts={"articles": len(items), "stories": 2},
        )  # fmt: skip
        archive.editions.save(edition, rows)
        assert day.truth is not None
        return compare(day.truth, ADDRESSES, day, archive)


def named(comparison: Comparison) -> set[tuple[str, str]]:
    return {(difference.check, difference.item) for difference in comparison.differences}


def test_a_right_edition_has_no_difference(day: PressDay, tmp_path: Path) -> None:
    comparison = told(day, tmp_path, RIGHT, foot="– Soha: không thu được")
    assert comparison.differences == []
    assert comparison.good
    assert comparison.right["articles"] == comparison.all["articles"] == 4
    assert comparison.as_json()["checks"]["outcome"] == {"right": 1, "all": 1}


@pytest.mark.parametrize(
    ("items", "differences"),
    [
        ({"mot": (1, None), "hai": (1, "mot")}, {("articles", "ba"), ("stories", "nội dung 2"), ("totals", "articles")}),
        ({**RIGHT, "hai": (1, None)}, {("reprints", "hai")}),
        ({**RIGHT, "ba": (1, None)}, {("stories", "nội dung 1"), ("stories", "nội dung 2")}),
        ({**RIGHT, "hai": (3, "mot")}, {("stories", "nội dung 1")}),
    ],
    ids=["missing", "no reprint", "joined", "split"],
)
def test_compulsory_differences_are_named(day: PressDay, tmp_path: Path, items: Told, differences: set[tuple[str, str]]) -> None:
    comparison = told(day, tmp_path, items, foot="Soha")
    assert named(comparison) == differences
    assert not comparison.good


def test_labels_and_sources_are_named_but_not_compulsory(day: PressDay, tmp_path: Path) -> None:
    comparison = told(day, tmp_path, RIGHT, topic="y-te")
    assert named(comparison) == {("topic", "mot"), ("topic", "hai"), ("topic", "ba"), ("sources", "soha (wall)")}
    assert comparison.good
