"""nlp/grouping/event_features.py, nlp/grouping/same_event.py, the grouper of an office: one event in different words joins,
look-alikes stay apart.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.gazetteer import load_province
from data.model import Article
from data.paths import BUNDLED_DAY, ROOT
from nlp.document import Document
from nlp.features import weights as models
from nlp.grouping import event_features
from nlp.grouping.event_features import event_stamp, extract_event_features, find_figures, weigh_figure
from nlp.grouping.same_event import AGAINST, NAMES, _weights
from nlp.grouping.stories import Grouper
from nlp.relevance.relevance import judge_relevance
from nlp.training import evaluate
from nlp.training import stories as train_stories

START = datetime(2022, 9, 6, 2, 0, tzinfo=UTC)
WORDS = "Đoàn kiểm tra ghi nhận dòng nước đục ngầu chảy từ bãi thải xuống suối, bà con gánh từng can nước sạch về dùng. "
FIRST = (
    "Xe tải chở gạch lật ở đèo Thung Khe, hai người tử vong",
    "Vụ tai nạn xảy ra sáng 6/9 trên quốc lộ 6 qua xã Phú Cường, huyện Tân Lạc.",
    (
        "Khoảng 8h15, xe tải chở 12 tấn gạch từ Mai Châu về xuôi mất phanh, lật nghiêng, đè lên hai xe máy ở "
        "xã Phú Cường, huyện Tân "
        "Lạc, tỉnh Hòa Bình. Hai người đi xe máy tử vong tại chỗ, bốn người bị thương. Cảnh sát giao thông phân luồng từ xa."
    ),
)
HOSPITAL = (
    "Bác sĩ xuyên trưa giành giật sự sống cho bốn nạn nhân ở đèo Thung Khe",
    "Hai ca nặng nhất đã được chuyển lên tuyến trung ương ngay đầu giờ chiều.",
    (
        "Trung tâm Y tế huyện Tân Lạc tiếp nhận bốn người bị thương trong vụ xe tải chở gạch lật. Bác sĩ Bùi "
        "Thị Hạnh cho biết một "
        "người vỡ gan, một người gãy xương chậu. Công an tỉnh Hòa Bình xác định xe hỏng phanh khi đổ dốc qua xã Phú Cường."
    ),
)
OTHER = (
    "Xe khách tông xe đầu kéo ở Kỳ Sơn, tài xế bị thương",
    "Va chạm trên quốc lộ 6 chiều 6/9 khiến giao thông ùn tắc hai giờ.",
    (
        "Khoảng 15h, xe khách 29 chỗ chạy hướng Hà Nội tông đuôi xe đầu kéo tại phường Kỳ Sơn, thành phố Hòa "
        "Bình. Tài xế xe khách bị "
        "gãy tay, sáu hành khách xây xát. Cảnh sát đang làm rõ nguyên nhân."
    ),
)
PLANT = (
    "Hòa Bình cấp phép nhà máy vi mạch 75 triệu USD ở Lương Sơn",
    "Dự án của Công ty Seorak Chips chiếm 6,4 ha, cần 1.350 lao động.",
    (
        "Ban Quản lý các khu công nghiệp tỉnh Hòa Bình trao giấy chứng nhận đăng ký đầu tư cho Công ty Seorak "
        "Chips xây nhà máy tại Khu "
        "công nghiệp Nhuận Trạch, huyện Lương Sơn. Nhà máy khởi công quý I."
    ),
)
PLANT_ENGLISH = (
    "Seorak Chips wins nod for US$75 mln plant in Vietnam's Hoa Binh",
    "The South Korean chip packager will build on a 6.4-hectare site in Luong Son district and hire 1,350 workers.",
    "Local authorities handed over the investment certificate on Tuesday, the company said. Construction starts next year.",
)


def told(name: str, parts: tuple[str, str, str], *, hours: float = 0, lang: str = "vi") -> Article:
    """An article of Hòa Bình with its places found, as the archive holds it."""
    title, summary, body = parts
    article = Article(
        id=name, url="", outlet=name, title=title, summary=summary, body=body, lang=lang,
        published_at=START + timedelta(hours=hours),
    )  # fmt: skip
    found = judge_relevance(Document(article, load_province("hoa-binh")))
    return article.with_(mentions=found.mentions, relevance=found.verdict)


def office() -> Grouper:
    return Grouper(common=("Hòa Bình",))


def test_the_hospitals_view_joins_the_accident_and_another_accident_does_not() -> None:
    grouper = office()
    grouper.add(told("lat-xe", FIRST))
    assert grouper.add(told("benh-vien", HOSPITAL, hours=6)).story == "lat-xe"
    assert grouper.add(told("ky-son", OTHER, hours=8)).story == "ky-son"


def test_an_english_article_joins_by_firm_and_figures() -> None:
    grouper = office()
    grouper.add(told("vi-mach", PLANT))
    grouper.add(told("lat-xe", FIRST, hours=1))
    assert grouper.add(told("yonhap", PLANT_ENGLISH, hours=3, lang="en")).story == "vi-mach"


def test_the_answer_does_not_hang_on_the_order() -> None:
    articles = [
        told("lat-xe", FIRST), told("benh-vien", HOSPITAL, hours=6), told("ky-son", OTHER, hours=8),
        told("vi-mach", PLANT, hours=2),
        told("yonhap", PLANT_ENGLISH, hours=3, lang="en"),
    ]  # fmt: skip
    groups = []
    for order in (articles, articles[::-1], articles[2:] + articles[:2]):
        grouper = office()
        for one in order:
            grouper.add(one)
        groups.append({frozenset(o.id for o in articles if grouper.story(o.id) == grouper.story(one.id)) for one in articles})
    assert groups[0] == groups[1] == groups[2]


def test_the_text_published_first_is_the_original_though_found_later() -> None:
    body = WORDS * 6
    copy = told("chep", ("Suối đục ở Đà Bắc", "", f"{body}(Theo báo bạn)"), hours=3)
    second = told("chep-2", ("Suối đục, dân khổ", "", body), hours=4)
    original = told("goc", ("Bãi thải làm đục suối Nhạp", "", body))
    grouper = office()
    assert grouper.add(copy).same_as is None
    assert grouper.add(second).same_as == "chep"
    found = grouper.add(original)
    assert (found.same_as, found.story, set(found.turned)) == (None, "chep", {"chep", "chep-2"})
    assert [grouper.same_as(name) for name in ("goc", "chep", "chep-2")] == [None, "goc", "goc"]
    later = grouper.add(told("chep-3", ("Nước suối đổi màu", "", body), hours=9))
    assert (later.same_as, later.story) == ("goc", "chep")


def test_without_publication_times_the_first_found_stays_the_original() -> None:
    body = WORDS * 6
    grouper = Grouper()
    for name in ("a", "b"):
        grouper.add(Article(id=name, url="", outlet=name, title="Suối đục", body=body, found_at=START))
    assert (grouper.same_as("a"), grouper.same_as("b")) == (None, "a")


@pytest.mark.parametrize(
    ("vietnamese", "english", "shared"),
    [
        ("vốn 120 triệu usd", "us$120 mln plant", "1.2e+08"),
        ("rộng 9,2 ha", "a 9.2-hectare site", "9.2"),
        ("cần 2.400 lao động", "hire 2,400 workers", "2400"),
    ],
)
def test_figures_are_the_same_in_both_languages(vietnamese: str, english: str, shared: str) -> None:
    assert shared in find_figures(vietnamese, english=False) & find_figures(english, english=True)


def test_times_days_roads_and_years_are_no_figures() -> None:
    assert not find_figures("khoảng 18h35 ngày 14/4/2026 trên quốc lộ 48, năm 2026, khóa 17", english=False)
    assert find_figures("ba nạn nhân tử vong", english=False) == {"3 nạn nhân"}
    assert weigh_figure("9.2") > weigh_figure("2400") > weigh_figure("100")


def test_localities_are_read_as_written() -> None:
    found = extract_event_features(Document(told("lat-xe", FIRST)), frozenset({"hoa", "binh"}))
    assert "phu cuong" in found.lead_localities


def test_no_weight_speaks_against_its_sign() -> None:
    weights = dict(zip(NAMES, _weights().tolist(), strict=True))
    assert all(weights[name] <= 0 for name in AGAINST)
    assert weights["cosine"] > 0
    assert weights["figures"] > 0


def test_the_bundled_day_is_grouped_as_its_truth_says() -> None:
    day = train_stories.read_press_day(BUNDLED_DAY)
    grouper = Grouper(common=(load_province(day.province).name,))
    for one in sorted(day.articles, key=lambda one: (str(one.published_at), one.id)):
        grouper.add(one)
    gold = {one.id: story for one, story in zip(day.articles, day.stories, strict=True)}
    got = {name: grouper.story(name) or name for name in gold}
    assert evaluate.bcubed(gold, got) == 1.0


def test_the_written_days_are_sound_and_grouped_well_enough() -> None:
    days = [day for day in train_stories.read_written_days() if day.name != Path(BUNDLED_DAY).name]
    assert len(days) >= 7
    total = 0.0
    for day in days:
        grouper = Grouper(common=(load_province(day.province).name,))
        for one in day.articles:
            grouper.add(one)
        gold = {one.id: story for one, story in zip(day.articles, day.stories, strict=True)}
        total += evaluate.bcubed(gold, {name: grouper.story(name) or name for name in gold})
    assert total / len(days) >= 0.85


def test_features_carry_the_stamp_of_what_made_them(monkeypatch: pytest.MonkeyPatch) -> None:
    common = frozenset({"hoa binh"})
    stamp = extract_event_features(Document(told("lat-xe", FIRST)), common).stamp
    assert stamp == event_stamp(common) == extract_event_features(Document(told("benh-vien", HOSPITAL)), common).stamp
    assert len(stamp) == 12 and stamp != event_stamp(frozenset({"hai duong"}))
    sums = models.sums()
    for name in ("meaning.npz", "rarity.npz", "topic.npz"):
        event_stamp.cache_clear()
        monkeypatch.setattr(models, "sums", lambda name=name: sums | {name: "0" * 64})
        assert event_stamp(common) != stamp
    event_stamp.cache_clear()
    monkeypatch.setattr(models, "sums", lambda: sums | {"tone.npz": "0" * 64})
    assert event_stamp(common) == stamp  # the tone has no part in it
    event_stamp.cache_clear()
    monkeypatch.setattr(event_features, "RULES", event_features.RULES[1:])
    assert event_stamp(common) != stamp
    event_stamp.cache_clear()


def test_every_file_of_rules_is_there() -> None:
    missing = [pattern for pattern in event_features.RULES if not list(ROOT.glob(pattern))]
    assert missing == []
