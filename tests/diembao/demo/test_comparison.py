"""The comparison of an edition with the right answer: what is counted, what is named, what is compulsory."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive
from data.archive.records import Case, EditionItem, EditionRow
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
    + '[[item]]\nid = "nam"\nverdict = "passing"\nin_edition = false\n'
    + '[[item]]\nid = "sau"\nverdict = "subject"\nin_edition = false\noutcome = "home"\nlabels = { tone = "positive" }\n'
    + '[totals]\narticles = 3\n[sources]\nwall = ["soha"]\n'
)
NAMES = ("mot", "hai", "ba", "bon", "nam", "sau")  # the last two: a passing mention, and an article of the province's own paper
ADDRESSES = {name: [f"https://tuoitre.vn/{name}-20200601081500{number:03}.htm"] for number, name in enumerate(NAMES)}
Items = dict[str, tuple[int, str | None]]  # id -> number of the story in the edition, id it repeats
RIGHT: Items = {"mot": (1, None), "hai": (1, "mot"), "ba": (2, None)}
IDS = {name: f"{number:016x}" for number, name in enumerate(ADDRESSES, 1)}
KEPT = ("mot", "hai", "ba", "nam", "sau")
VERDICTS = {"nam": "passing"}
SOHA = Outlet(name="soha", label="Soha", full_label="Soha", short="Soha", owner_type="tong-hop", home="https://soha.vn/")
HOME_PAPER = Outlet(
    name="baohaiduong", label="Báo Hải Dương", full_label="Báo Hải Dương", short="Hải Dương", owner_type="cua-tinh",
    home="https://baohaiduong.vn/", province="hai-duong",
)  # fmt: skip


def make_day(folder: Path, truth: str) -> PressDay:
    """A day of six articles with that truth."""
    articles = {
        name: article(name, "baohaiduong" if name == "sau" else "tuoitre", "01 08:15", f"Bài {name}") for name in ADDRESSES
    }
    return load_day(write_day(folder, articles, frame=FRAME, truth=truth))


@pytest.fixture
def day(tmp_path: Path) -> PressDay:
    return make_day(tmp_path / "day", TRUTH)


def print_stories(items: Items, *, late: tuple[str, ...], continues: dict[int, str]) -> str:
    """The part of the edition's JSON that is compared."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for name, (number, _) in items.items():
        rows.setdefault(number, []).append({"id": IDS[name], "late": name in late})
    stories = [
        {"number": number, "continues": continues.get(number, ""), "urgent": False, "articles": articles}
        for number, articles in rows.items()
    ]
    return json.dumps({"stories": stories, "cases": {"figures": {"open": 3, "overdue": 1, "answered": 2}}})


def compare_edition(
    day: PressDay,
    folder: Path,
    items: Items,
    *,
    foot: str = "Soha",
    topic: str = "kinh-te",
    places: tuple[str, ...] = (),
    late: tuple[str, ...] = (),
    continues: dict[int, str] | None = None,
    verdicts: dict[str, str] | None = None,
    home: bool = True,
    case: str = "",
) -> Comparison:
    """Compare an edition that tells `items`, its text ending with `foot`; `home`: it left the province's own paper out."""
    urls = {name: addresses[0] for name, addresses in ADDRESSES.items()}
    with Archive.open(folder / "a.db", now=NOW) as archive:
        run = archive.trail.begin_run("day", NOW)
        archive.articles.register_outlets([SOHA, HOME_PAPER], NOW)
        for name in KEPT:
            outlet = "baohaiduong" if name == "sau" else "tuoitre"
            kept = Article(id=IDS[name], url=urls[name], outlet=outlet, title=name, body="…", published_at=NOW)
            archive.articles.keep(kept, None, now=NOW, run=run)
            verdict = (VERDICTS | (verdicts or {})).get(name, "subject")
            judged = replace(kept, relevance=verdict, reasons=("lý do của máy",), tone="positive", issue=False)
            archive.judgements.write(judged, "t", now=NOW, run=run)
        archive.trail.note(key=urls["bon"], stage=Stage.READ, outcome=Outcome.NO_BODY, run=run, at=NOW)
        if home:
            archive.trail.note(key=IDS["sau"], stage=Stage.TELL, outcome=Outcome.NOT_TOLD, run=run, at=NOW, detail="báo của tỉnh")
        rows = [
            EditionItem(
                position=place, number=number, article=IDS[name], story=str(number), outlet="tuoitre", title=name, url=urls[name],
                topic=topic, tone="neutral", same_as=IDS[same] if same else None, places=places,
            )
            for place, (name, (number, same)) in enumerate(items.items(), 1)
        ]  # fmt: skip
        edition = EditionRow(
            day=day.edition, number=154, after=day.after, until=day.until, built_at=day.now, text="Nguồn thu thập: " + foot,
            json=print_stories(items, late=late, continues=continues or {}), counts={"articles": len(items), "stories": 2},
        )  # fmt: skip
        archive.editions.save(edition, rows)
        if case:
            opened = Case(
                number=case, story="1", title="Việc", outlet="tuoitre", published_at=NOW, opened_at=NOW, opened_by="Người trực"
            )
            archive.cases.open(opened)
        assert day.truth is not None
        return compare(day.truth, ADDRESSES, day, archive)


def named(comparison: Comparison) -> set[tuple[str, str]]:
    return {(difference.check, difference.item) for difference in comparison.differences}


def test_a_right_edition_has_no_difference(day: PressDay, tmp_path: Path) -> None:
    comparison = compare_edition(day, tmp_path, RIGHT, foot="– Soha: không thu được")
    assert comparison.differences == []
    assert comparison.good
    assert comparison.right["articles"] == comparison.all["articles"] == 6
    checks = comparison.as_json()["checks"]
    assert checks["outcome"] == {"right": 2, "all": 2}
    assert checks["verdict"] == {"right": 5, "all": 5}  # "bon" was never read: no verdict to compare
    assert checks["late"] == checks["places"] == {"right": 3, "all": 3}
    assert checks["continues"] == {"right": 2, "all": 2}
    assert checks["labels"] == {"right": 1, "all": 1}


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
def test_compulsory_differences_are_named(day: PressDay, tmp_path: Path, items: Items, differences: set[tuple[str, str]]) -> None:
    comparison = compare_edition(day, tmp_path, items)
    assert named(comparison) == differences
    assert not comparison.good


def test_labels_and_sources_are_named_but_not_compulsory(day: PressDay, tmp_path: Path) -> None:
    comparison = compare_edition(day, tmp_path, RIGHT, topic="y-te", foot="")
    assert named(comparison) == {("topic", "mot"), ("topic", "hai"), ("topic", "ba"), ("sources", "soha (wall)")}
    assert comparison.good


def test_a_story_of_the_whole_province_must_be_told_without_a_place(day: PressDay, tmp_path: Path) -> None:
    comparison = compare_edition(day, tmp_path, RIGHT, places=("huyện Thanh Hà",))
    assert named(comparison) == {("places", "mot"), ("places", "hai"), ("places", "ba")}


def test_a_wrong_verdict_is_named_with_the_reason_of_the_machine(day: PressDay, tmp_path: Path) -> None:
    comparison = compare_edition(day, tmp_path, RIGHT, verdicts={"nam": "namesake", "sau": "absent"})
    differences = {difference.item: difference for difference in comparison.differences if difference.check == "verdict"}
    assert set(differences) == {"nam", "sau"}
    assert (differences["nam"].expected, differences["nam"].got) == ("passing", "namesake")
    assert "lý do của máy" in differences["nam"].reason


@pytest.mark.parametrize(
    ("verdict", "outcome", "right"),
    [
        ("absent", Outcome.GATED_OUT, 1), ("namesake", Outcome.OUTSIDE, 1), ("passing", Outcome.GATED_OUT, 0),
        ("absent", Outcome.FAILED, 0),
    ],
)  # fmt: skip
def test_a_page_dropped_before_it_was_judged(tmp_path: Path, verdict: str, outcome: Outcome, right: int) -> None:
    folder = write_day(
        tmp_path / "day",
        {"nam": article("nam", "tuoitre", "01 08:15", "Bài")},
        truth=f'[[item]]\nid = "nam"\nverdict = "{verdict}"\nin_edition = false\n',
    )
    day = load_day(folder)
    assert day.truth is not None
    with Archive.open(tmp_path / "a.db", now=NOW) as archive:
        run = archive.trail.begin_run("crawl", NOW)
        archive.trail.note(key=ADDRESSES["nam"][0], stage=Stage.READ, outcome=outcome, run=run, at=NOW)
        comparison = compare(day.truth, ADDRESSES, day, archive)
    assert (comparison.right["verdict"], comparison.all["verdict"]) == (right, 1)


def test_late_is_compared_both_ways(day: PressDay, tmp_path: Path) -> None:
    assert named(compare_edition(day, tmp_path, RIGHT, late=("ba",))) == {("late", "ba")}
    demanding = make_day(tmp_path / "late", TRUTH.replace('id = "ba"', 'id = "ba"\nlate = true'))
    (tmp_path / "second").mkdir()
    assert named(compare_edition(demanding, tmp_path / "second", RIGHT)) == {("late", "ba")}


def test_a_follow_up_nobody_expected_is_named(day: PressDay, tmp_path: Path) -> None:
    comparison = compare_edition(day, tmp_path, RIGHT, continues={2: "Tiếp theo (bản tin số 153):"})
    assert [(difference.item, difference.expected, difference.got) for difference in comparison.differences] == [
        ("nội dung 2", "nội dung mới", "tiếp theo bản tin số 153")
    ]


@pytest.mark.parametrize(
    ("case", "differences"), [("5/2020", set()), ("6/2020", {("case", "nội dung 1")}), ("", {("case", "nội dung 1")})]
)
def test_the_case_of_a_story(tmp_path: Path, case: str, differences: set[tuple[str, str]]) -> None:
    frame = FRAME + '[[case]]\nnumber = "5/2020"\ntitle = "Việc"\noutlet = "tuoitre"\npublished = 2020-05-30\n'
    articles = {name: article(name, "tuoitre", "01 08:15", f"Bài {name}") for name in ("mot", "ba")}
    truth = ITEM.format("mot", "1") + 'case = "5/2020"\n' + ITEM.format("ba", "2")
    day = load_day(write_day(tmp_path / "day", articles, frame=frame, truth=truth))
    comparison = compare_edition(day, tmp_path, {"mot": (1, None), "ba": (2, None)}, case=case)
    assert named(comparison) == differences


@pytest.mark.parametrize(
    ("items", "home", "got"),
    [
        (RIGHT, True, "home"),
        ({**RIGHT, "sau": (3, None)}, True, "vào bản tin"),
        (RIGHT, False, "không vào bản tin vì lý do khác"),
    ],
    ids=["left out", "told", "never looked at"],
)
def test_the_own_paper_of_the_province(day: PressDay, tmp_path: Path, items: Items, home: bool, got: str) -> None:
    comparison = compare_edition(day, tmp_path, items, home=home)
    answers = {difference.got for difference in comparison.differences if difference.item == "sau"} or {"home"}
    assert got in answers


def test_own_labels_of_an_article_are_compared_without_the_vote_of_its_story(tmp_path: Path) -> None:
    labels = 'labels = { tone = "negative", issue = false, places = [] }\n'
    day = make_day(tmp_path / "day", TRUTH.replace('story = "2"\n', 'story = "2"\n' + labels))
    comparison = compare_edition(day, tmp_path, RIGHT)
    assert named(comparison) == {("labels", "ba: sắc thái")}
    assert comparison.as_json()["checks"]["labels"] == {"right": 3, "all": 4}


def test_totals_of_cases_are_compared(tmp_path: Path) -> None:
    day = make_day(tmp_path / "day", TRUTH.replace("articles = 3", "articles = 3\ncases = 3\noverdue = 2\nanswered = 2"))
    comparison = compare_edition(day, tmp_path, RIGHT)
    assert [(difference.item, difference.expected, difference.got) for difference in comparison.differences] == [
        ("overdue", "2", "1")
    ]
