"""What contradicts itself in a press day is refused, with file and key; what agrees loads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.register import outlet_facts
from diembao.demo.press_day.consistency import place_labels
from diembao.demo.press_day.day import PressDay, PressDayError, load_day
from tests.support.press_day import FRAME, article, write_day

ITEM = '[[item]]\nid = "{}"\nverdict = "subject"\nin_edition = true\nstory = "{}"\ntopic = "kinh-te"\ntone = "neutral"\n'
OUT = '[[item]]\nid = "{}"\nverdict = "subject"\nin_edition = false\noutcome = "{}"\n'
EARLIER = '[[earlier]]\nedition = 2020-06-01\narticles = ["cu"]\n'
ARTICLES = {name: article(name, "tuoitre", "01 08:15", f"Bài {name}") for name in ("mot", "hai")}
OLD = {"cu": article("cu", "vnexpress", "31 08:15", "Bài cũ")}


def load(folder: Path, truth: str, *, frame: str = FRAME, articles: dict[str, str] = ARTICLES) -> PressDay:
    """The day of these articles, with the register's facts at hand."""
    return load_day(write_day(folder, articles, frame=frame, truth=truth), known_outlets=outlet_facts())


def mistakes(folder: Path, truth: str, *, frame: str = FRAME, articles: dict[str, str] = ARTICLES) -> list[str]:
    """Every mistake of the day."""
    with pytest.raises(PressDayError) as caught:
        load(folder, truth, frame=frame, articles=articles)
    return list(caught.value.errors)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("topic", '"y-te"', "có 2 lĩnh vực"),
        ("tone", '"negative"', "có 2 sắc thái"),
        ("issue", "true", "có 2 giá trị báo nêu"),
        ("urgent", "true", "có 2 giá trị tin nhanh"),
        ("places", '["huyện Thanh Hà"]', "có 2 địa bàn"),
    ],
)
def test_articles_of_one_story_must_agree_on_what_is_told_once(tmp_path: Path, key: str, value: str, words: str) -> None:
    first = ITEM.format("mot", "1")
    second = "\n".join(line for line in ITEM.format("hai", "1").splitlines() if not line.startswith(key)) + f"\n{key} = {value}\n"
    found = mistakes(tmp_path / "d", first + second)
    assert len(found) == 1
    assert found[0].startswith(f"truth.toml: hai.{key}: nội dung “1” {words}")
    assert "mot" in found[0]
    other_story = second.replace('story = "1"', 'story = "2"')
    assert load(tmp_path / "e", first + other_story).truth is not None


def test_own_labels_may_differ_from_the_story(tmp_path: Path) -> None:
    labels = 'labels = { tone = "negative", issue = true, places = ["huyện Thanh Hà"] }\n'
    day = load(tmp_path / "d", ITEM.format("mot", "1") + labels + ITEM.format("hai", "1"))
    assert day.truth is not None
    assert day.truth.items["mot"].labels == {"tone": "negative", "issue": True, "places": ("huyện Thanh Hà",)}
    assert day.truth.items["hai"].labels is None


def test_mistakes_in_own_labels_are_named(tmp_path: Path) -> None:
    labels = 'labels = { tone = "xấu", issue = 1, places = ["xã Không Có"], mau = "đỏ" }\n'
    found = mistakes(tmp_path / "d", ITEM.format("mot", "1") + labels + ITEM.format("hai", "1"))
    for start in ("mot.labels.tone: “xấu”", "mot.labels.issue", "mot.labels.places: “xã Không Có”", "mot.labels.mau"):
        assert any(line.startswith(f"truth.toml: {start}") for line in found), start
    assert len(found) == 4


def test_a_mistake_is_named_under_the_file_it_stands_in(tmp_path: Path) -> None:
    folder = write_day(tmp_path / "d", ARTICLES, truth=ITEM.format("mot", "1"))
    (folder / "truth-them.toml").write_text(ITEM.format("hai", "1").replace("kinh-te", "y-te"), "utf-8")
    with pytest.raises(PressDayError, match=r"truth-them\.toml: hai\.topic"):
        load_day(folder)


def test_an_unknown_place_is_refused_and_an_invented_one_is_declared(tmp_path: Path) -> None:
    truth = ITEM.format("mot", "1") + 'places = ["huyện Thanh Hà", "xã Tân Lộ"]\n' + ITEM.format("hai", "2")
    found = mistakes(tmp_path / "d", truth)
    assert len(found) == 1
    assert found[0].startswith("truth.toml: mot.places: “xã Tân Lộ” không phải địa bàn nào của tỉnh")
    assert "invented_places" in found[0]
    assert load(tmp_path / "e", truth, frame='invented_places = ["xã Tân Lộ"]\n' + FRAME).truth is not None
    near = mistakes(tmp_path / "f", truth.replace("xã Tân Lộ", "huyện Kim Thanh"))
    assert "có phải: huyện Kim Thành" in near[0]


def test_places_of_another_time_and_of_another_province() -> None:
    before, after = place_labels("hai-duong", date(2020, 6, 2)), place_labels("hai-phong", date(2025, 8, 1))
    assert "huyện Kim Thành" in before
    assert "huyện Kim Thành (cũ)" not in before
    assert "huyện Kim Thành (cũ)" in after
    assert "huyện Đông Anh" not in before | after


def test_an_unknown_province_is_refused(tmp_path: Path) -> None:
    found = mistakes(tmp_path / "d", "", frame=FRAME.replace("hai-duong", "hai-dong"))
    assert len(found) == 1
    assert found[0].startswith("day.toml: province: không có tỉnh, thành phố nào mang mã “hai-dong”")


@pytest.mark.parametrize(
    ("story", "published", "words"),
    [
        ("2", "09:00", "thuộc nội dung “2” nhưng bài gốc mot thuộc nội dung “1”"),
        ("1", "07:00", "bài gốc mot đăng sau bài đăng lại"),
    ],
    ids=["another story", "published before its original"],
)
def test_a_reprint_stands_in_the_story_of_its_original_and_comes_after_it(
    tmp_path: Path, story: str, published: str, words: str
) -> None:
    articles = {**ARTICLES, "hai": article("hai", "soha", f"01 {published}", "Bài hai")}
    truth = ITEM.format("mot", "1") + ITEM.format("hai", story) + 'same_as = "mot"\n'
    found = mistakes(tmp_path / "d", truth, articles=articles)
    assert len(found) == 1
    assert found[0].startswith("truth.toml: hai.same_as: ")
    assert words in found[0]


def test_a_reprint_names_the_first_of_the_chain(tmp_path: Path) -> None:
    truth = ITEM.format("mot", "1") + 'same_as = "hai"\n' + ITEM.format("hai", "1") + 'same_as = "khong-co"\n'
    found = mistakes(tmp_path / "d", truth)
    assert [line.split(":")[1].strip() for line in found] == ["mot.same_as", "hai.same_as"]


@pytest.mark.parametrize(
    ("at", "more", "truth", "words"),
    [
        ("02 06:01", "", ITEM.format("hai", "2"), "hai.in_edition: bài đăng lúc 06:01 02/06/2020, sau window.until"),
        (
            "01 09:00", "announced = 2020-06-02T06:30:00+07:00\n", ITEM.format("hai", "2"),
            "hai.in_edition: bài chỉ có trong nguồn tin từ 06:30 02/06/2020",
        ),
        ("01 09:00", "", OUT.format("hai", "next_edition"), "hai.outcome: next_edition nhưng bài đăng lúc 09:00"),
        ("01 09:00", "", OUT.format("hai", "before_window"), "hai.outcome: before_window nhưng"),
        (
            "31 09:00", "announced = 2020-06-01T09:00:00+07:00\n", OUT.format("hai", "before_window"),
            "hai.outcome: before_window nhưng",
        ),
    ],
    ids=["after until", "announced too late", "not of the next edition", "inside the window", "announced inside the window"],
)  # fmt: skip
def test_the_times_of_an_article_must_allow_what_its_item_says(
    tmp_path: Path, at: str, more: str, truth: str, words: str
) -> None:
    articles = {**ARTICLES, "hai": article("hai", "tuoitre", at, "Bài hai", more=more)}
    found = mistakes(tmp_path / "d", ITEM.format("mot", "1") + truth, articles=articles)
    assert len(found) == 1
    assert words in found[0]


def test_an_article_published_at_the_last_minute_is_told(tmp_path: Path) -> None:
    articles = {**ARTICLES, "hai": article("hai", "tuoitre", "02 06:00", "Bài hai")}
    assert load(tmp_path / "d", ITEM.format("mot", "1") + ITEM.format("hai", "2"), articles=articles).truth is not None


def test_the_paper_of_the_province_is_home_and_no_other(tmp_path: Path) -> None:
    articles = {**ARTICLES, "hai": article("hai", "baohaiduong", "01 09:00", "Bài hai")}
    counted = FRAME.replace('name = "SỞ THỬ NGHIỆM"', 'name = "SỞ THỬ NGHIỆM"\ninclude_home = true')
    told = ITEM.format("mot", "1") + ITEM.format("hai", "2")
    left_out = ITEM.format("mot", "1") + OUT.format("hai", "home")
    assert load(tmp_path / "a", left_out, articles=articles).truth is not None
    assert load(tmp_path / "b", told, articles=articles, frame=counted).truth is not None
    assert "hai.in_edition: “baohaiduong” là báo, đài của tỉnh" in mistakes(tmp_path / "c", told, articles=articles)[0]
    assert "hai.outcome: home nhưng day.toml" in mistakes(tmp_path / "d", left_out, articles=articles, frame=counted)[0]
    other = mistakes(tmp_path / "e", ITEM.format("mot", "1") + OUT.format("hai", "home"))
    assert other == ["truth.toml: hai.outcome: home nhưng “tuoitre” không phải báo, đài của tỉnh"]


def test_a_follow_up_needs_its_earlier_story(tmp_path: Path) -> None:
    truth = ITEM.format("mot", "1") + "continues = 153\n" + ITEM.format("hai", "2")
    found = mistakes(tmp_path / "d", truth)
    assert found == ["truth.toml: mot.continues: không có nội dung nào của bản tin số 153 trong [[earlier]]"]
    day = load(tmp_path / "e", truth + OUT.format("cu", "before_window"), frame=FRAME + EARLIER, articles=ARTICLES | OLD)
    assert [(story.number, story.articles, story.places) for story in day.earlier] == [(153, ("cu",), ())]
    again = mistakes(
        tmp_path / "f", truth + ITEM.format("cu", "1") + "continues = 153\n", frame=FRAME + EARLIER, articles=ARTICLES | OLD
    )
    assert again == ["truth.toml: cu.in_edition: bài đã được bản tin trước đưa ([[earlier]]) nên không vào bản tin này"]


def test_mistakes_of_earlier_stories_are_named(tmp_path: Path) -> None:
    wrong = (
        '[[earlier]]\nedition = 2020-05-30\narticles = ["khong-co"]\ntopic = "lạ"\nplaces = ["xã Lạ"]\n'
        "[[earlier]]\nedition = 2020-06-01\narticles = []\nmau = 1\n"
        '[[earlier]]\nedition = 2020-06-01\narticles = ["mot", "mot"]\n'
        '[[case]]\nnumber = "5/2020"\ntitle = "Việc"\noutlet = "tuoitre"\npublished = 2020-05-30\narticle = "hai"\n'
    )
    found = mistakes(tmp_path / "d", "", frame=FRAME + wrong)
    for start in (
        "earlier[1].edition: không có bản tin ngày 2020-05-30", "earlier[1].articles: không có bài nào mang mã “khong-co”",
        "earlier[1].topic: “lạ”", "earlier[2].mau", "earlier[3].articles: “mot” khai hai lần",
        "case[1].article: “hai” không thuộc",
    ):  # fmt: skip
        assert any(line.startswith(f"day.toml: {start}") for line in found), start


def test_a_case_that_nobody_opens_cannot_be_demanded(tmp_path: Path) -> None:
    truth = ITEM.format("mot", "1") + 'case = "5/2020"\n' + ITEM.format("hai", "2")
    assert mistakes(tmp_path / "d", truth)[0].startswith("truth.toml: mot.case: không có vấn đề “5/2020”")
    case = '[[case]]\nnumber = "5/2020"\ntitle = "Việc"\noutlet = "tuoitre"\npublished = 2020-05-30\n'
    assert load(tmp_path / "e", truth, frame=FRAME + case).truth is not None
    review = '[review]\nby = "Người trực"\nat = 2020-06-02T06:20:00+07:00\nsend = 2020-06-02T06:30:00+07:00\ncases = ["mot"]\n'
    assert load(tmp_path / "f", truth, frame=FRAME + review).truth is not None


@pytest.mark.parametrize(("key", "right", "wrong"), [("neutral", 2, 1), ("issues", 0, 1), ("urgent", 0, 2), ("late", 0, 1)])
def test_totals_of_tones_and_flags_must_agree_too(tmp_path: Path, key: str, right: int, wrong: int) -> None:
    truth = ITEM.format("mot", "1") + ITEM.format("hai", "2") + "[totals]\n"
    assert load(tmp_path / "d", f"{truth}{key} = {right}\n").truth is not None
    assert mistakes(tmp_path / "e", f"{truth}{key} = {wrong}\n") == [
        f"truth.toml: totals.{key}: ghi {wrong} nhưng các mục cộng lại là {right}"
    ]


def test_a_day_of_the_former_format_loads_as_before(tmp_path: Path) -> None:
    truth = ITEM.format("mot", "1") + ITEM.format("hai", "1") + "[totals]\narticles = 2\nstories = 1\n"
    day = load_day(write_day(tmp_path / "d", ARTICLES, truth=truth))
    assert day.earlier == ()
    assert day.truth is not None
    item = day.truth.items["mot"]
    assert (item.places, item.continues, item.case, item.labels, item.late) == ((), None, None, None, False)
