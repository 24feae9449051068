"""The stage: todo, judge, write, group; one outcome for each article; running it again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.gazetteer import Province
from data.model import Article, Outcome, Stage
from data.settings import Office, load_office
from nlp import annotate as stage

NOW = datetime(2020, 6, 1, 23, 0, tzinfo=UTC)
BODY = " ".join(
    f"Đoạn {n}: lực lượng chữa cháy huyện Cẩm Giàng, tỉnh Hải Dương phun nước vào kho nhựa lần thứ {n}." for n in range(15)
)


def article(key: str, title: str, body: str, hour: int, outlet: str = "tuoitre") -> Article:
    at = datetime(2020, 6, 1, hour, 0, tzinfo=UTC)
    return Article(
        id=key.ljust(16, "0"),
        url=f"https://{outlet}.vn/{key}",
        outlet=outlet,
        title=title,
        body=body,
        lang="vi",
        found_at=at,
        published_at=at,
    )


ARTICLES = (
    article("a1", "Cháy kho nhựa ở huyện Cẩm Giàng, Hải Dương", BODY, 10),
    article("a2", "Cháy lớn kho nhựa tại Cẩm Giàng", BODY, 12, "soha"),
    article("b1", "Tàu khảo sát Hải Dương 8 rời đi", "Tàu Hải Dương 8 đi về phía bắc.", 11),
    article("c1", "Hà Nội mưa", "Mưa ở Hà Nội, Bắc Ninh, Hưng Yên, Hải Dương, Nam Định. Hà Nội ngập. Hà Nội tắc đường.", 11),
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    path = tmp_path / "office.toml"
    path.write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    return load_office(path, {})


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", now=NOW) as opened:
        run = opened.trail.begin_run("crawl", NOW)
        for number, one in enumerate(ARTICLES):
            opened.articles.keep(one, None, now=NOW - timedelta(hours=5) + timedelta(minutes=number), run=run)
        yield opened


def outcomes(archive: Archive, key: str) -> list[Outcome]:
    return [row.outcome for row in archive.trail.lines(key.ljust(16, "0")) if row.stage in (Stage.JUDGE, Stage.GROUP)]


def test_judges_then_groups(archive: Archive, office: Office) -> None:
    done = stage.annotate_archive(archive, office, now=NOW, run=archive.trail.begin_run("annotate", NOW))
    assert (done.judged, done.failed, done.subject, done.stories) == (4, 0, 2, 1)
    first, again = archive.articles.get("a1".ljust(16, "0")), archive.articles.get("a2".ljust(16, "0"))
    assert first is not None and again is not None
    assert (first.relevance, first.story, first.same_as) == ("subject", first.id, None)
    assert (again.relevance, again.story, again.same_as) == ("subject", first.id, first.id)
    assert first.places == ("huyện Cẩm Giàng",) and first.topic and first.sentences
    assert outcomes(archive, "a1") == [Outcome.SUBJECT, Outcome.STORY_FIRST]
    assert outcomes(archive, "a2") == [Outcome.SUBJECT, Outcome.REPRINT]
    assert outcomes(archive, "b1") == [Outcome.NAMESAKE]
    assert outcomes(archive, "c1") == [Outcome.PASSING]


def test_again_changes_nothing(archive: Archive, office: Office) -> None:
    stage.annotate_archive(archive, office, now=NOW, run="one")
    before = [archive.articles.machine(one.id.ljust(16, "0")) for one in ARTICLES]
    done = stage.annotate_archive(archive, office, now=NOW + timedelta(hours=1), run="two")
    assert (done.judged, done.grouped) == (0, 0)
    assert [archive.articles.machine(one.id) for one in ARTICLES] == before


def test_a_later_article_joins_the_story_of_an_earlier_run(archive: Archive, office: Office) -> None:
    stage.annotate_archive(archive, office, now=NOW, run="one")
    late = article("a3", "Đã dập tắt đám cháy kho nhựa ở Cẩm Giàng", BODY, 13, "dantri")
    archive.articles.keep(late, None, now=NOW, run="crawl")
    stage.annotate_archive(archive, office, now=NOW + timedelta(hours=1), run="two")
    found = archive.articles.get(late.id)
    assert found is not None and found.story == "a1".ljust(16, "0")


def test_one_failing_article_does_not_stop_the_rest(archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault is injected: no text is known that breaks the judgement."""
    right = stage.judge_article

    def breaks(given: Article, province: Province, *, everything: bool = True) -> Article:
        if given.id.startswith("b1"):
            raise RuntimeError("boom")
        return right(given, province, everything=everything)

    monkeypatch.setattr(stage, "judge_article", breaks)
    done = stage.annotate_archive(archive, office, now=NOW, run="one")
    assert (done.judged, done.failed) == (3, 1)
    assert outcomes(archive, "b1") == [Outcome.JUDGE_FAILED]
    assert outcomes(archive, "a1")[0] == Outcome.SUBJECT


def test_stamp_names_the_profile(office: Office) -> None:
    from data.gazetteer import load_province

    assert stage.stamp(load_province("hai-duong")) != stage.stamp(load_province("quang-tri"))
    assert stage.stamp(load_province("hai-duong")) != stage.stamp(load_province("hai-duong", watch=["Ánh Dương"]))
