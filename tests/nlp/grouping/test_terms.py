"""nlp/grouping/terms.py: what counts as a name and how much it tells, the exact counts of terms, the vector of length one."""

from __future__ import annotations

import math

import pytest

from data.model import Article, Mention
from nlp.document import Document
from nlp.features import weights as models
from nlp.features.vectors import bucket
from nlp.grouping.terms import (
    Terms,
    _foreign,
    _names,
    _telling,
    _weigh,
    common_words,
    cosine,
    count_terms,
    weigh_terms,
)


def document(
    title: str = "", summary: str = "", body: str = "", lang: str = "vi", mentions: tuple[Mention, ...] = ()
) -> Document:
    article = Article(id="a", url="", outlet="o", title=title, summary=summary, body=body, lang=lang)
    return Document(article.with_(mentions=mentions))


def test_terms_are_counted_by_where_they_stand() -> None:
    assert count_terms(document(title="mua to")) == {"mua": 3.0, "to": 3.0, "mua to": 3.0}
    assert count_terms(document(summary="mua to")) == {"mua": 2.0, "to": 2.0, "mua to": 2.0}
    assert count_terms(document(body="mua to")) == {"mua": 2.0, "to": 2.0, "mua to": 2.0}
    assert count_terms(document(title="mua", summary="mua", body="mua")) == {"mua": 7.0}
    assert count_terms(document()) == {}


def test_the_body_counts_less_from_its_five_hundredth_character_and_nothing_from_its_four_thousandth() -> None:
    assert count_terms(document(body=" " * 497 + "mua")) == {"mua": 2.0}
    assert count_terms(document(body=" " * 500 + "mua")) == {"mua": 1.0}
    assert count_terms(document(body=" " * 499 + "mua")) == {"m": 2.0, "ua": 1.0}
    assert count_terms(document(body=" " * 3998 + "mua")) == {"mu": 1.0}
    assert count_terms(document(body=" " * 4000 + "mua")) == {}


def test_names_inside_a_clause_count_half_as_much_again_and_numbers_keep_their_value() -> None:
    assert count_terms(document(body="Mua Lon to 12")) == {
        "mua": 2.0, "lon": 3.0, "to": 2.0, "#12": 2.0, "mua lon": 3.0, "lon to": 2.0, "to 0": 2.0,
    }  # fmt: skip
    assert count_terms(document(body="to Mua")) == {"to": 2.0, "mua": 3.0, "to mua": 2.0}


@pytest.mark.parametrize("mark", list('\n\r.;:!?()"“”'))
def test_no_pair_goes_over_the_end_of_a_clause(mark: str) -> None:
    assert count_terms(document(body=f"mua{mark}to")) == {"mua": 2.0, "to": 2.0}


def test_common_words_are_folded_phrases_their_words_and_pairs() -> None:
    assert common_words(["Tỉnh Mường Lươn", "Bến"]) == {
        "tinh",
        "muong",
        "luon",
        "tinh muong",
        "muong luon",
        "tinh muong luon",
        "ben",
    }
    assert common_words([]) == frozenset()


def test_a_name_is_a_run_of_two_to_six_capitalised_words() -> None:
    names = _names("Xưởng Kẹo Lạc Khê ở Bưởi, gần Thạch Sùng-Nhãn và Ao Bưởi. Nhà Sấu", frozenset())
    assert {"xuong keo lac khe", "thach sung nhan", "ao buoi", "nha sau"} <= set(names)
    assert "buoi" not in names
    six, seven = "Ngõ Bưởi Khế Sấu Nhãn Ổi", "Ngõ Bưởi Khế Sấu Nhãn Ổi Mận"
    assert "ngo buoi khe sau nhan oi" in _names(f"ở {six} kia", frozenset())
    assert _names(f"ở {seven} kia", frozenset()) == {}
    assert "ao buoi" not in _names("ở Ao, Bưởi", frozenset())
    assert _names("", frozenset()) == {}
    assert _names("Ao Bưởi", frozenset({"ao buoi"})) == {}
    assert set(_names("cuối là Ao Bưởi", frozenset())) == {"ao buoi"}


def test_a_name_of_which_news_is_full_is_left_out() -> None:
    assert "viet nam" not in _names("ở Việt Nam nay", frozenset())


def test_how_telling_a_name_is_lies_between_nothing_and_one() -> None:
    rarity = models.rarity()
    assert float(rarity[bucket("khế sâu\u0301")]) > 5.3
    assert _telling(("Khế", "Sấu")) == 1.0
    assert _telling(("Việt", "Nam")) == 0.0
    between = {
        "Hải Phòng": "hai\u0309 phong\u0300",
        "Bắc Giang": "băc\u0301 giang",
        "Ninh Bình": "ninh binh\u0300",
        "Quảng Ninh": "quang\u0309 ninh",
    }
    tried = 0
    for name, pair in between.items():
        rare = float(rarity[bucket(pair)])
        if 3.4 < rare < 5.2:
            tried += 1
            assert _telling(tuple(name.split())) == pytest.approx((rare - 3.3) / 2.0)
    assert tried >= 2
    assert _telling(("Việt", "Nam", "Khế", "Sấu")) == 1.0  # the rarest pair tells


@pytest.mark.parametrize(
    ("word", "is_foreign"),
    [
        ("Qlado", True),
        ("Zyxq", False),
        ("Zyxqvw", True),
        ("Samsung", False),
        ("trong", False),
        ("Nghiêng", False),
        ("Ðzyxq", False),
    ],
)
def test_a_foreign_word_is_long_plain_and_rare(word: str, is_foreign: bool) -> None:
    assert _foreign(word) is is_foreign


def test_a_foreign_word_is_a_name_alone() -> None:
    assert _names("hãng Qlado mở cửa", frozenset()) == {"qlado": 1.0}
    assert _names("hãng qlado mở cửa", frozenset()) == {}


def test_the_places_of_the_judged_article_tell_most() -> None:
    kinds = ("district", "commune", "landmark", "body", "watch", "province", "namesake")
    mentions = tuple(Mention(place=f"p/{kind}", kind=kind, field="title", start=0, end=3, surface="tin") for kind in kinds)
    terms = weigh_terms(document("tin", mentions=mentions))
    assert terms.names == {"@p/district": 1.0, "@p/commune": 1.0, "@p/landmark": 1.0, "@p/body": 1.0, "@p/watch": 1.0}


@pytest.mark.parametrize(("characters", "is_read"), [(59, True), (60, False)])
def test_a_sapo_of_sixty_characters_is_the_lead(characters: int, is_read: bool) -> None:
    assert ("fire" in weigh_terms(document("tin", "à" * characters, "có cháy lớn")).concepts) is is_read


def test_notions_are_read_in_the_headline_and_the_lead_in_the_articles_language() -> None:
    assert "fire" in weigh_terms(document("cháy lớn")).concepts
    assert "fire" not in weigh_terms(document("tin", "", "à " * 251 + "cháy lớn")).concepts
    english = weigh_terms(document("Fire at a mill", lang="en"))
    assert english.english is True
    assert "fire" in english.concepts
    assert weigh_terms(document("Tin")).english is False


def test_the_vector_has_length_one_and_weighs_by_count_and_rarity() -> None:
    rarity = models.rarity()
    vector = _weigh({"khế": 1.0, "sâu\u0301": 3.0}, frozenset())
    first, second = math.log(2.0) * float(rarity[bucket("khế")]), math.log(4.0) * float(rarity[bucket("sâu\u0301")])
    size = math.hypot(first, second)
    assert vector == pytest.approx({bucket("khế"): first / size, bucket("sâu\u0301"): second / size})
    assert _weigh({}, frozenset()) == {}
    assert set(_weigh({"khế": 1.0, "ôi\u0309": 1.0}, frozenset({"khe"}))) == {bucket("ôi\u0309")}
    assert _weigh({"khế": 1.0}, frozenset({"khe"})) == {}


def test_only_the_hundred_and_sixty_heaviest_terms_stay() -> None:
    counts = {f"zyx{number}": 1.0 + number for number in range(200)}
    vector = _weigh(counts, frozenset())
    assert len(vector) == 160
    assert sum(weight * weight for weight in vector.values()) == pytest.approx(1.0)
    assert len(_weigh(dict(list(counts.items())[:160]), frozenset())) == 160
    values = list(vector.values())
    assert values == sorted(values, reverse=True)


def test_the_cosine_is_that_of_the_shared_terms() -> None:
    def terms(vector: dict[int, float]) -> Terms:
        return Terms(vector, {}, frozenset(), english=False)

    assert cosine(terms({1: 0.6, 2: 0.8}), terms({2: 0.5, 3: 0.5})) == pytest.approx(0.4)
    assert cosine(terms({1: 0.6, 2: 0.8}), terms({1: 0.6, 2: 0.8})) == pytest.approx(1.0)
    assert cosine(terms({1: 1.0}), terms({2: 1.0})) == 0
