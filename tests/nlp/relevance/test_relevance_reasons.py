"""The model's arithmetic on small numbers, verdicts at their borders, and every reason that is given or left out."""

from __future__ import annotations

from math import exp
from typing import Any

import numpy as np
import pytest

from data.gazetteer import load_province
from data.model import Article, Mention
from nlp.document import Document
from nlp.features.vectors import Sparse
from nlp.relevance.features import Evidence
from nlp.relevance.relevance import (
    Model,
    _against,
    _for,
    _reasons,
    _watched,
    _without_places,
    judge_relevance,
    load_model,
    quote,
    sigmoid,
)
from tests.support.marked_text import MarkedText, marked

HAI_DUONG = load_province("hai-duong")
NO_WORDS = Sparse(np.zeros(0, np.int32), np.zeros(0, np.float32))


def arrays(**changes: Any) -> dict[str, np.ndarray]:
    """Two numbers, one tree: a <= 0.5 leads to 3, else b <= 1.5 leads to 5, else to 7."""
    values: dict[str, Any] = {
        "names": ["a", "b"], "threshold": 0.6, "mean": [1.0, 0.0], "scale": [2.0, 1.0], "weights": [4.0, 1.0], "bias": 1.0,
        "feature": [0, -1, 1, -1, -1], "limit": [0.5, 0.0, 1.5, 0.0, 0.0], "left": [1, 0, 3, 0, 0], "right": [2, 0, 4, 0, 0],
        "value": [0.0, 3.0, 0.0, 5.0, 7.0], "roots": [0], "words": [1.0, 2.0, 3.0], "word_scale": 2.0, "word_bias": 1.0,
        "start": 10.0, "slope": 1.0, "shift": 0.0,
    }  # fmt: skip
    return {key: np.array(value) for key, value in {**values, **changes}.items()}


@pytest.mark.parametrize(
    ("a", "b", "logit"),
    [
        (0.5, 0.0, (-1 + 0 + 1 + 13) / 2 + 0.5),
        (1.0, 1.5, (0 + 1.5 + 1 + 15) / 2 + 0.5),
        (1.0, 2.0, (0 + 2 + 1 + 17) / 2 + 0.5),
    ],
)
def test_the_model_adds_regression_trees_and_words(a: float, b: float, logit: float) -> None:
    model = Model(arrays())
    assert model.logit(Evidence({"a": a, "b": b}, {}, NO_WORDS)) == pytest.approx(logit)
    words = Sparse(np.array([1], np.int32), np.array([1.0], np.float32))
    assert model.logit(Evidence({"a": a, "b": b}, {}, words)) == pytest.approx(logit + 2.0)


def test_trees_that_are_leaves_and_several_trees() -> None:
    evidence = Evidence({"a": 1.0, "b": 2.0}, {}, NO_WORDS)
    assert Model(arrays(roots=[1])).logit(evidence) == pytest.approx((0 + 2 + 1 + 13) / 2 + 0.5)
    assert Model(arrays(roots=[0, 1])).logit(evidence) == pytest.approx((0 + 2 + 1 + 20) / 2 + 0.5)


def test_the_score_is_calibrated() -> None:
    evidence = Evidence({"a": 1.0, "b": 2.0}, {}, NO_WORDS)
    score = Model(arrays(slope=0.1, shift=-0.05)).score(evidence)
    assert score == pytest.approx(1 / (1 + exp(-1.0)))
    assert Model(arrays()).threshold == 0.6


def test_the_logistic_function_stops_at_thirty() -> None:
    assert sigmoid(40) == sigmoid(30) == 1 / (1 + exp(-30))
    assert sigmoid(-40) == sigmoid(-30) == 1 / (1 + exp(30))
    assert sigmoid(30) > sigmoid(29.5) and sigmoid(-30) < sigmoid(-29.5)
    assert sigmoid(1) == 1 / (1 + exp(-1))


# --- terms that an office watches


def test_a_watched_term_counts_in_the_head_or_twice() -> None:
    assert _watched(marked("[watch Ánh Dương]").mentions) is True
    assert _watched(marked(body="x", summary="[watch Ánh Dương]").mentions) is True
    assert _watched(marked(body="[watch Ánh Dương]").mentions) is False
    assert _watched(marked(body="[watch Ánh Dương], [watch Ánh Dương]").mentions) is True
    assert _watched(marked("[province Xanh]", "[watch Ánh Dương], [namesake Xanh]").mentions) is False
    assert _watched(()) is False


def without(text: MarkedText) -> tuple[str, float, tuple[str, ...]]:
    judged = _without_places(text.article, HAI_DUONG, text.mentions)
    assert judged.mentions == text.mentions
    return judged.verdict, judged.score, judged.reasons


def test_verdicts_without_a_place() -> None:
    assert without(marked("[namesake Xanh]", "[watch Ánh Dương] mở cửa")) == (
        "passing", 0.5, ("Cụm từ theo dõi của cơ quan: “Ánh Dương mở cửa”",),
    )  # fmt: skip
    assert without(marked("[watch Ánh Dương] mở cửa"))[:2] == ("subject", 0.5)
    assert without(marked("[namesake Xanh] hát", "[namesake Xanh] múa. [namesake Lam] đàn")) == (
        "namesake",
        0.0,
        ("“Xanh” ở đây không chỉ tỉnh Hải Dương: “Xanh hát”", "“Xanh” ở đây không chỉ tỉnh Hải Dương: “Xanh múa. Lam đàn”"),
    )
    assert without(marked("Giá vàng")) == ("absent", 0.0, ("Không nhắc đến tỉnh Hải Dương hoặc địa danh của tỉnh",))


def test_a_passing_article_with_a_watched_head_is_a_subject() -> None:
    watching = load_province("hai-duong", watch=["Nhà máy Ánh Dương"])
    body = "Công an quận Cầu Giấy, Hà Nội tạm giữ một người quê Hải Dương.\nTại Hà Nội, người này trộm ba xe."
    head = Article(id="w", url="", outlet="", title="Bắt trộm ở Nhà máy Ánh Dương, Hà Nội", body=body, lang="vi")
    judged = judge_relevance(Document(head, watching))
    assert (judged.verdict, judged.score < load_model().threshold) == ("subject", True)
    assert judge_relevance(Document(head, HAI_DUONG)).verdict == "passing"
    assert judged.score == round(judged.score, 4)
    with pytest.raises(ValueError, match="province"):
        judge_relevance(Document(head))


# --- reasons


def evidence_of(listed: float = 0.0, shares: dict[str, float] | None = None, **contexts: list[Mention]) -> Evidence:
    names = ("authority", "place", "home", "route", "firm", "club", "past")
    numbers = {f"{name}_share": (shares or {}).get(name, 0.0) for name in names}
    return Evidence({**numbers, "listed": listed}, {name: contexts.get(name, []) for name in names}, NO_WORDS)


def test_reasons_for_a_subject() -> None:
    text = marked("[province Xanh] mưa", "UBND [district Bến] họp, chợ [commune Lạc] nghỉ", summary="Ngập ở [commune Lạc]")
    title, summary, bench, market = text.mentions
    evidence = evidence_of(authority=[bench, market], place=[market, bench])
    assert _for(text.article, HAI_DUONG, text.mentions, evidence) == [
        "Tên tỉnh ở tiêu đề: “Xanh mưa”",
        "Địa danh của tỉnh ở sapo: “Ngập ở Lạc”",
        "Nói về cơ quan của tỉnh Hải Dương: “UBND Bến họp, chợ Lạc nghỉ”",
        "Sự việc ở địa bàn tỉnh: “UBND Bến họp, chợ Lạc nghỉ”",
        "Nêu tên tỉnh và địa danh của tỉnh 4 lần",
    ]
    assert _for(text.article, HAI_DUONG, [bench, market], evidence_of()) == []
    assert _for(text.article, HAI_DUONG, [bench, market, bench], evidence_of()) == ["Nêu tên tỉnh và địa danh của tỉnh 3 lần"]
    assert _for(text.article, HAI_DUONG, [summary], evidence_of()) == ["Địa danh của tỉnh ở sapo: “Ngập ở Lạc”"]
    assert _for(text.article, HAI_DUONG, [title], evidence_of()) == ["Tên tỉnh ở tiêu đề: “Xanh mưa”"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("home", "Chỉ nêu quê quán, nơi ở"),
        ("route", "Chỉ nêu tên tuyến đường hoặc hướng đi"),
        ("firm", "Chỉ nêu tên doanh nghiệp, dự án"),
        ("club", "Chỉ nêu đội bóng"),
        ("past", "Chỉ nêu việc trước đây"),
    ],
)
def test_reasons_against_by_context(name: str, words: str) -> None:
    text = marked(body="Nhắc [province Xanh] rồi thôi")
    contexts = {name: list(text.mentions)}
    only = ["Chỉ nhắc 1 lần trong toàn văn: “Nhắc Xanh rồi thôi”"]
    assert _against(text.article, text.mentions, evidence_of(0.0, {name: 0.5}, **contexts)) == [f"{words}: “Nhắc Xanh rồi thôi”"]
    assert _against(text.article, text.mentions, evidence_of(0.0, {name: 0.49}, **contexts)) == only
    assert _against(text.article, text.mentions, evidence_of(0.0, {name: 0.5})) == only


def test_reasons_against_by_lists_and_counts() -> None:
    text = marked("[province Xanh] mưa", "[province Xanh] cùng [district Bến]")
    body = text.mentions[1:]
    assert _against(text.article, text.mentions, evidence_of(0.3)) == []
    assert _against(text.article, text.mentions, evidence_of(0.31)) == [
        "Chỉ là một trong nhiều tỉnh, thành phố được liệt kê: “Xanh cùng Bến”"
    ]
    assert _against(text.article, body, evidence_of(0.3)) == ["Chỉ nhắc 2 lần trong toàn văn: “Xanh cùng Bến”"]
    assert len(_against(text.article, body, evidence_of(0.31))) == 1


def test_reasons_follow_the_verdict() -> None:
    text = marked("[province Xanh] mưa", "UBND [district Bến] họp")
    evidence = evidence_of(0.5, authority=[text.mentions[1]])
    assert _reasons(text.article, HAI_DUONG, text.mentions, evidence, "subject")[0] == "Tên tỉnh ở tiêu đề: “Xanh mưa”"
    assert _reasons(text.article, HAI_DUONG, text.mentions, evidence, "passing") == (
        "Chỉ là một trong nhiều tỉnh, thành phố được liệt kê: “UBND Bến họp”",
    )
    assert _reasons(text.article, HAI_DUONG, text.mentions, evidence_of(), "passing") == ("Nhắc đến trong tiêu đề: “Xanh mưa”",)
    assert _reasons(text.article, HAI_DUONG, text.mentions[1:], evidence_of(), "subject") == (
        "Nhắc đến trong toàn văn: “UBND Bến họp”",
    )


def test_four_reasons_at_most() -> None:
    text = marked("[province Xanh] mưa", "UBND [district Bến] họp", summary="Ở [commune Lạc]")
    evidence = evidence_of(authority=[text.mentions[2]], place=[text.mentions[2]])
    reasons = _reasons(text.article, HAI_DUONG, text.mentions, evidence, "subject")
    assert len(reasons) == 4
    assert reasons[3] == "Sự việc ở địa bàn tỉnh: “UBND Bến họp”"


# --- quotes


@pytest.mark.parametrize(
    ("body", "passage"),
    [
        ("[province Xanh]", "“Xanh”"),
        ("a " * 16 + "b[province Xanh]b" + " c" * 16, "“" + "a " * 16 + "bXanhb" + " c" * 16 + "”"),
        ("a " * 17 + "[province Xanh]" + " c" * 17, "“… " + "a " * 16 + "Xanh" + " c" * 16 + " …”"),
        ("abcd " * 8 + "[province Xanh]" + " abcd" * 8, "“… " + "abcd " * 6 + "Xanh" + " abcd" * 6 + " …”"),
        ("x" * 40 + "[province Xanh]" + "y" * 40, "“… Xanh …”"),
        ("a " * 6 + "[province " + "X" * 60 + "]" + " c" * 6, "“… " + "a " * 5 + "X" * 60 + " c" * 5 + " …”"),
        ("Mưa\n  to ở [province Xanh]", "“Mưa to ở Xanh”"),
    ],
)
def test_a_quote_is_cut_at_blanks(body: str, passage: str) -> None:
    text = marked(body=body)
    assert quote(text.article, text.mentions[0]) == passage
