"""The numbers about a province in a text: each value by hand, on both sides of every border."""

from __future__ import annotations

from datetime import datetime
from math import log1p

import pytest

from data.gazetteer import load_province
from data.model import Article, Mention
from nlp.document import Document
from nlp.relevance.features import (
    SENTENCE,
    _company,
    _contexts,
    _core,
    _counts,
    _hyphened,
    _sentences,
    _standing,
    _themes,
    gather_evidence,
    province_family,
)
from nlp.relevance.mention_contexts import HOME
from nlp.relevance.passages import chain_addresses
from tests.support.marked_text import marked

NO_OTHERS: dict[str, list[tuple[str, int, int]]] = {"title": [], "summary": [], "body": []}


def at(field: str, start: int, kind: str = "province", place: str = "ben-xanh") -> Mention:
    return Mention(place=place, kind=kind, field=field, start=start, end=start + 3, surface="Xyz")


def counts(*mentions: Mention, title: str = "", summary: str = "", body: str = "") -> dict[str, float]:
    return _counts(Document(Article(id="c", url="", outlet="", title=title, summary=summary, body=body, mentions=mentions)))


# --- what is left when homes, firms and routes are set aside


def test_the_core_counts_by_field_and_place() -> None:
    core = [at("title", 0), at("summary", 5), at("body", 259), at("body", 260)]
    others = {"title": [("ha-noi", 4, 10)], "summary": [], "body": [("ha-noi", 0, 6)]}
    assert _core(core, [*core, at("body", 300)], others) == {
        "core": log1p(4),
        "core_share": 4 / 6,
        "core_part": 0.8,
        "core_title": 1.0,
        "core_head": log1p(2),
        "core_lead": log1p(1),
        "named_first": 1.0,
    }


def test_a_core_of_one_and_an_empty_core() -> None:
    single = _core([at("body", 9)], [at("body", 9)], NO_OTHERS)
    assert (single["core_share"], single["core_part"], single["core_title"], single["named_first"]) == (1.0, 1.0, 0.0, 1.0)
    assert single["core_head"] == 0.0
    empty = _core([], [at("body", 9)], NO_OTHERS)
    assert set(empty.values()) == {0.0}
    twice = _core([at("title", 0), at("title", 9)], [at("title", 0), at("title", 9)], NO_OTHERS)
    assert (twice["core_title"], twice["core_head"]) == (1.0, log1p(2))


@pytest.mark.parametrize(("start", "first"), [(4, 1.0), (5, 0.0), (6, 0.0)])
def test_ours_is_named_first_only_before_the_first_rival(start: int, first: float) -> None:
    others = {"title": [], "summary": [("ha-noi", 5, 11), ("hue", 20, 23)], "body": []}
    assert _core([at("body", 0), at("summary", start)], [], others)["named_first"] == first


# --- how often, where, by what kind of name


def test_where_the_names_stand() -> None:
    numbers = counts(
        at("title", 11), at("summary", 0), at("body", 259, "district", "d"), at("body", 260, "commune", "c"),
        at("body", 500, "landmark", "l"), at("body", 900, "body", "b"), at("body", 950, "namesake", "n"),
        title="t" * 40, summary="s" * 20, body="x" * 1000,
    )  # fmt: skip
    assert numbers == {
        "title": 1.0,
        "title_province": 1.0,
        "title_unit": 0.0,
        "title_first": 1.0,
        "summary": log1p(1),
        "lead": log1p(1),
        "early": log1p(3),
        "dateline": 1.0,
        "body": log1p(4),
        "all": log1p(6),
        "provinces": log1p(2),
        "districts": log1p(1),
        "communes": log1p(1),
        "landmarks": log1p(2),
        "unit_share": 2 / 6,
        "distinct": log1p(5),
        "namesakes": log1p(1),
        "density": 1000 * 6 / 1300,
        "first_at": 0.259,
        "last_at": 0.9,
        "spread": 0.3,
        "size": log1p(1000),
    }


def test_numbers_without_a_body() -> None:
    numbers = counts(at("title", 12, "district"), title="t" * 40)
    assert (numbers["title"], numbers["title_first"], numbers["title_province"], numbers["title_unit"]) == (1.0, 0.0, 0.0, 1.0)
    assert (numbers["first_at"], numbers["last_at"], numbers["spread"], numbers["size"]) == (1.0, 0.0, 0.0, log1p(1))
    assert numbers["density"] == 1000 / 301
    assert numbers["unit_share"] == 1.0
    assert numbers["dateline"] == 0.0 and numbers["namesakes"] == 0.0


def test_a_headline_with_province_and_unit_has_both() -> None:
    numbers = counts(at("title", 0), at("title", 20, "commune"), title="t" * 40)
    assert (numbers["title"], numbers["title_province"], numbers["title_unit"], numbers["title_first"]) == (1.0, 1.0, 1.0, 1.0)
    assert counts(at("body", 0), body="x" * 10)["title"] == 0.0
    assert counts(at("body", 0), body="x" * 10)["title_unit"] == 0.0
    assert counts(at("title", 0), title="ttt")["dateline"] == 0.0


@pytest.mark.parametrize(("start", "dateline"), [(0, 1.0), (3, 1.0), (4, 0.0)])
def test_a_dateline_begins_within_four_characters(start: int, dateline: float) -> None:
    assert counts(at("body", start), body="x" * 50)["dateline"] == dateline


@pytest.mark.parametrize(("starts", "spread"), [((0, 99), 0.1), ((99, 100), 0.2), ((0, 500, 999), 0.3), ((909,), 0.1)])
def test_the_spread_is_the_tenths_of_the_body_that_name_ours(starts: tuple[int, ...], spread: float) -> None:
    assert counts(*(at("body", start) for start in starts), body="x" * 1000)["spread"] == spread


def test_the_spread_has_ten_parts() -> None:
    assert counts(*(at("body", start) for start in range(1000)), body="x" * 1000)["spread"] == 1.0


# --- ours among all provinces


def test_company_in_head_and_body() -> None:
    real = [at("title", 0), at("body", 0), at("body", 40)]
    others = {
        "title": [("ha-noi", 9, 15)],
        "summary": [("ha-noi", 0, 6)],
        "body": [("ha-noi", 259, 265), ("ha-noi", 260, 266), ("hue", 5, 8), ("hue", 90, 93), ("hue", 300, 303)],
    }
    named = {**others, "summary": [("bac-xa", 0, 4)]}
    assert _company(real, others, {"ben-xanh"}, named) == {
        "share": 3 / 10,
        "share_top": 3 / 7,
        "others": log1p(2),
        "rank": 1.0,
        "title_others": 1.0,
        "head_others": log1p(2),
        "head_share": 1 / 3,
        "named_itself": 0.0,
        "lead_others": log1p(3),
    }


def test_ours_without_company() -> None:
    numbers = _company([at("body", 0)], NO_OTHERS, {"ben-xanh"}, {"title": [], "summary": [], "body": [("ben-xanh", 0, 3)]})
    assert numbers == {
        "share": 1.0, "share_top": 1.0, "others": 0.0, "rank": 0.0, "title_others": 0.0, "head_others": 0.0, "head_share": 0.0,
        "named_itself": 1.0, "lead_others": 0.0,
    }  # fmt: skip
    assert _company([at("title", 0)], NO_OTHERS, set(), NO_OTHERS)["head_share"] == 1.0
    assert _company([], NO_OTHERS, set(), NO_OTHERS)["share"] == 0.0


# --- sentences


def test_sentences_alone_shared_and_listed() -> None:
    text = marked(
        "[province Xanh] vào vụ",
        "[province Xanh] và [commune Lạc] mưa. [province Xanh] cùng {ha-noi Hà Nội}, {ha-noi Hà Nội}. Trời tối!\n"
        "{ha-noi Hà Nội}, {hue Huế}, [province Xanh] rét. {ha-noi Hà Nội}, {hue Huế}, {da-nang Đà Nẵng}, [province Xanh] nắng.",
        summary="Không nhắc gì.",
    )
    assert _sentences(text.article, text.mentions, text.others) == {
        "sentences": log1p(5),
        "sentence_share": 5 / 7,
        "alone": 2 / 5,
        "alone_count": log1p(2),
        "listed": 1 / 5,
        "shared": 2 / 5,
        "strong": log1p(1),
    }


def test_no_sentence_of_ours() -> None:
    numbers = _sentences(marked("Trời tối", "Mưa.").article, [], NO_OTHERS)
    assert set(numbers.values()) == {0.0}
    single = _sentences(marked(body="[province Xanh] mưa").article, marked(body="[province Xanh] mưa").mentions, NO_OTHERS)
    assert (single["sentence_share"], single["alone"], single["strong"]) == (1 / 3, 1.0, 0.0)
    assert SENTENCE.split("Mưa. Gió… Rét\nNắng") == ["Mưa.", "Gió…", "Rét", "Nắng"]


def test_two_names_beside_a_rival_are_not_strong() -> None:
    text = marked(body="[province Xanh], [commune Lạc] và {hue Huế}.")
    assert _sentences(text.article, text.mentions, text.others)["strong"] == 0.0
    assert _sentences(text.article, text.mentions, text.others)["shared"] == 1.0


# --- kinds of article


def test_themes() -> None:
    plain = _themes(marked("Mùa vải", "Bà con hái vải.").document)
    assert set(plain.values()) == {0.0}
    rich = _themes(
        marked(
            "Xổ số, bóng đá và không khí lạnh: cả nước nghĩ gì? ",
            "Thủ tướng đến Nga. Quốc hội họp. Lào và Nga ký.",
            summary="Chính phủ và Mỹ cùng bàn, Pháp dự.",
        ).document
    )
    assert rich == {
        "lottery": 1.0, "question": 1.0, "bodyless": 0.0, "sport": 1.0, "weather": 1.0, "nation": 2.0,
        "nation_body": log1p(2), "abroad": 2.0, "abroad_body": log1p(3),
    }  # fmt: skip
    assert _themes(marked("Mùa vải", " \n").document)["bodyless"] == 1.0


# --- the part of a mention in the article


def test_a_home_is_inherited_by_the_later_parts_of_its_address() -> None:
    text = marked(body="Nghi phạm trú tại [commune xã Lạc], [district huyện Bến], [province Xanh]. Mưa ở [province Xanh].")
    spots = chain_addresses(text.article, text.mentions)
    before = {(m.field, m.start): text.article.field("body")[: m.start][-20:] for m in text.mentions}
    assert _standing(spots, before, HOME, inherited=True) == list(text.mentions[:3])
    cut = {key: words if key[1] < 20 else "tại" for key, words in before.items()}
    assert _standing(spots, cut, HOME, inherited=True) == list(text.mentions[:3])
    assert _standing(spots, cut, HOME, inherited=False) == [text.mentions[0]]
    assert _standing([], before, HOME, inherited=True) == []


@pytest.mark.parametrize(
    ("body", "hyphened"),
    [
        ("Cao tốc Nội Bài - [province Xanh]", True),
        ("[province Xanh] - Yên Bái", True),
        ("[province Xanh] - nơi tôi sống", False),
        ("[province Xanh], Yên Bái", False),
        ("Cao tốc Nội Bài -    [province Xanh]", False),
    ],
)
def test_a_hyphen_beside_the_name(body: str, hyphened: bool) -> None:
    text = marked(body=body)
    assert _hyphened(text.article, text.mentions[0]) is hyphened


def test_contexts_by_the_words_before() -> None:
    text = marked(
        "Gặp [province Xanh]",
        "Dự án nằm tại [province Xanh]. Công ty xây dựng [province Xanh] xin lỗi. CLB [body=clb Xanh Đỏ] thua. "
        "Bà Mến (nông dân, [province Xanh]) kể. Tuyến [province Xanh] - Đồi Cát tắc. "
        "Mười năm trước nơi ấy còn hoang vu, đường đất lầy lội, cỏ mọc kín lối, vậy mà nay [province Xanh] đổi khác.",
    )
    contexts = _contexts(text.document, chain_addresses(text.article, text.mentions), [text.mentions[3]])
    ours = text.mentions
    assert contexts["place"] == [ours[1]]
    assert contexts["firm"] == [ours[2]]
    assert contexts["club"] == [ours[0], ours[3]]
    assert contexts["parenthesis"] == [ours[4]]
    assert contexts["hyphen"] == [ours[5]]
    assert contexts["route"] == [ours[5]]
    assert contexts["home"] == contexts["plate"] == contexts["past"] == []


def test_words_far_before_a_name_say_nothing_of_it() -> None:
    near = "quê " + "x" * 25 + " [province Xanh]"
    text = marked("(" + "y" * 55 + "[province Xanh]", near)
    contexts = _contexts(text.document, chain_addresses(text.article, text.mentions), [])
    assert contexts["parenthesis"] == [text.mentions[0]]
    assert contexts["home"] == [text.mentions[1]]


# --- the whole


def test_evidence_sets_homes_aside_and_shares_by_all_mentions() -> None:
    article = Article(
        id="e", url="", outlet="", title="Bắt trộm ở Hà Nội", lang="vi",
        body="Công an bắt một người quê Lào Cai. Mưa lớn tại Lào Cai.",
    )  # fmt: skip
    evidence = gather_evidence(Document(article, load_province("lao-cai")))
    numbers = evidence.numbers
    assert (numbers["all"], numbers["core"], numbers["core_part"]) == (log1p(2), log1p(1), 0.5)
    assert (numbers["home_share"], numbers["home_count"]) == (0.5, log1p(1))
    assert (numbers["place_share"], numbers["place_count"]) == (0.5, log1p(1))
    assert (numbers["firm_share"], numbers["firm_count"]) == (0.0, 0.0)
    assert (numbers["title_others"], numbers["named_itself"], numbers["others"]) == (1.0, 1.0, log1p(1))
    assert [mention.start for mention in evidence.contexts["home"]] == [article.field("body").index("Lào Cai")]
    assert evidence.words.index.size > 0
    lonely = Article(id="e", url="", outlet="", title="", body="Mưa lớn tại Lào Cai.", lang="vi")
    assert gather_evidence(Document(lonely, load_province("lao-cai"))).numbers["place_share"] == 1.0


def test_evidence_needs_a_province() -> None:
    with pytest.raises(ValueError, match="province"):
        gather_evidence(marked("[province Xanh]").document)


@pytest.mark.parametrize(("year", "family"), [("2024", ["yen-bai"]), ("2026", ["yen-bai", "lao-cai"])])
def test_the_family_is_the_land_and_since_the_merger_its_present_province(year: str, family: list[str]) -> None:
    day = datetime.fromisoformat(f"{year}-03-02T08:00:00+07:00")
    article = Article(id="f", url="", outlet="", title="Chợ", body="", lang="vi", published_at=day)
    province = load_province("yen-bai")
    assert list(province_family(province, Document(article, province))) == family


def test_two_of_three_mentions_are_the_core() -> None:
    body = "Công an bắt một người quê Lào Cai. Mưa lớn tại Lào Cai. Gió mạnh tại Lào Cai."
    article = Article(id="e", url="", outlet="", title="Tin", body=body, lang="vi")
    numbers = gather_evidence(Document(article, load_province("lao-cai"))).numbers
    assert (numbers["core"], numbers["core_lead"], numbers["all"]) == (log1p(2), log1p(2), log1p(3))


def test_a_rarer_rival_has_no_higher_rank() -> None:
    others = {"title": [], "summary": [], "body": [("hue", 9, 12)]}
    assert _company([at("body", 0), at("body", 20)], others, set(), others)["rank"] == 0.0


def test_contexts_inherit_homes_but_no_firms() -> None:
    text = marked(body=f"Nghi phạm quê [commune {'L' * 40}], [province Xanh]. Công ty [commune {'F' * 60}], [province Xanh].")
    contexts = _contexts(text.document, chain_addresses(text.article, text.mentions), [])
    assert contexts["home"] == list(text.mentions[:2])
    assert contexts["firm"] == [text.mentions[2]]
