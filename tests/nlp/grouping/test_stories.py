"""nlp/grouping/stories.py: one event in other words joins, two events stay apart, people's links are obeyed, ids are
permanent.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta

from data.model import Article
from data.paths import ROOT
from nlp.grouping.stories import Grouper
from tests.support import story_texts as texts

DAY = ROOT / "data" / "demo" / "hai-duong-2020-06-02" / "articles"
START = datetime(2020, 6, 4, 5, 0, tzinfo=UTC)
COMMON = ("Hải Dương", "tỉnh Hải Dương")


def article(name: str, parts: tuple[str, str, str], *, hours: float = 0, outlet: str = "", lang: str = "vi") -> Article:
    title, summary, body = parts
    at = START + timedelta(hours=hours)
    return Article(
        id=name, url="", outlet=outlet or name, title=title, summary=summary, body=body, lang=lang, published_at=at
    )  # fmt: skip


def demo(name: str) -> Article:
    """One article of the invented press day."""
    _, head, text = (DAY / f"{name}.md").read_text("utf-8").split("+++", 2)
    facts = tomllib.loads(head)
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    body = "\n".join(line for line in lines[1:] if not line.startswith((">", "!", "- [[")))
    summary = " ".join(line[1:].strip() for line in lines if line.startswith(">"))
    return Article(
        id=name, url="", outlet=facts["outlet"], title=lines[0].lstrip("# "), summary=summary, body=body,
        lang=facts.get("lang", "vi"), published_at=facts["published"],
    )  # fmt: skip


def test_six_papers_telling_one_fire_join() -> None:
    names = sorted(path.stem for path in DAY.glob("chay-kho-nhua-*.md"))
    assert len(names) >= 6
    articles = sorted((demo(name) for name in names), key=lambda one: (str(one.published_at), one.id))
    grouper = Grouper(common=COMMON)
    for one in articles:
        grouper.add(one)
    assert {grouper.story(one.id) for one in articles} == {articles[0].id}


def test_two_fires_in_one_district_on_one_day_stay_apart() -> None:
    grouper = Grouper(common=COMMON)
    first = grouper.add(article("xay-xat", texts.FIRE_RICE_MILL))
    other = grouper.add(article("xay-xat-2", texts.FIRE_RICE_MILL_OTHER, hours=2))
    karaoke = grouper.add(article("karaoke", texts.FIRE_KARAOKE, hours=9))
    assert other.story == first.story == "xay-xat"
    assert other.same_as is None
    assert karaoke.story == "karaoke"


def test_three_roadworks_in_three_wards_stay_apart() -> None:
    grouper = Grouper(common=COMMON)
    found = {grouper.add(article(f"duong-{n}", parts, hours=n)).story for n, parts in enumerate(texts.ROADWORKS)}
    assert len(found) == 3


def test_english_joins_by_names_and_notions_only() -> None:
    grouper = Grouper(common=COMMON)
    grouper.add(article("vai", texts.LYCHEE))
    assert grouper.add(article("en", texts.LYCHEE_ENGLISH, hours=3, lang="en")).story == "vai"
    assert grouper.add(article("kr", texts.EXPANSION_ENGLISH, hours=4, lang="en")).story == "kr"


def test_a_reprint_joins_its_original_and_names_it() -> None:
    grouper = Grouper(common=COMMON)
    grouper.add(article("goc", texts.FIRE_KARAOKE))
    _, summary, body = texts.FIRE_KARAOKE
    copy = grouper.add(article("chep", ("Sáu người thoát khỏi quán karaoke cháy", "", f"{summary}\n{body}"), hours=1))
    assert (copy.same_as, copy.story) == ("goc", "goc")
    again = grouper.add(article("chep-2", ("Cháy karaoke", "", f"{summary}\n{body}"), hours=2))
    assert again.same_as == "goc"


def test_a_text_printed_again_after_weeks_is_no_repeat_but_its_copy_of_the_day_is() -> None:
    grouper = Grouper()
    _, summary, body = texts.FIRE_KARAOKE
    grouper.add(article("cu", texts.FIRE_KARAOKE))
    assert grouper.add(article("moi", ("Cháy karaoke", summary, body), hours=24 * 15)).same_as is None
    assert grouper.add(article("chep", ("Lửa ở quán karaoke", "", body), hours=24 * 15 + 3)).same_as == "moi"


def test_the_same_again_is_a_new_story_when_it_comes_much_later() -> None:
    grouper = Grouper(common=COMMON)
    grouper.add(article("xay-xat", texts.FIRE_RICE_MILL))
    assert grouper.add(article("muon", texts.FIRE_RICE_MILL_OTHER, hours=24 * 8)).story == "muon"


def test_cannot_link_keeps_apart() -> None:
    grouper = Grouper(cannot=[("xay-xat-2", "xay-xat")], common=COMMON)
    grouper.add(article("xay-xat", texts.FIRE_RICE_MILL))
    assert grouper.add(article("xay-xat-2", texts.FIRE_RICE_MILL_OTHER, hours=1)).story == "xay-xat-2"


def test_must_link_joins_and_the_older_id_stays() -> None:
    grouper = Grouper(must=[("karaoke", "xay-xat")], common=COMMON)
    grouper.add(article("xay-xat", texts.FIRE_RICE_MILL))
    joined = grouper.add(article("karaoke", texts.FIRE_KARAOKE, hours=1))
    assert joined.story == "xay-xat"
    assert joined.merged == (("karaoke", "xay-xat"),)


def test_a_second_run_goes_on_with_known_stories() -> None:
    first = article("xay-xat", texts.FIRE_RICE_MILL)
    known = first.with_(story="mot-noi-dung-cu")
    grouper = Grouper(grouped=[known], common=COMMON)
    assert grouper.add(article("xay-xat-2", texts.FIRE_RICE_MILL_OTHER, hours=1)).story == "mot-noi-dung-cu"
    assert grouper.add(first).merged == ()


def test_the_same_order_gives_the_same_answer() -> None:
    everything = [texts.FIRE_RICE_MILL, texts.FIRE_KARAOKE, texts.FIRE_RICE_MILL_OTHER, texts.LYCHEE, *texts.ROADWORKS]
    articles = [article(str(n), parts, hours=n) for n, parts in enumerate(everything)]

    def run() -> list[object]:
        grouper = Grouper(common=COMMON)
        return [grouper.add(one) for one in articles]

    assert run() == run()


def test_articles_without_text_stand_alone() -> None:
    grouper = Grouper()
    empty = [Article(id=name, url="", outlet="x", title="") for name in ("a", "b")]
    assert [grouper.add(one).story for one in empty] == ["a", "b"]
