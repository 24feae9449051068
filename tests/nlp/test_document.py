"""nlp/document.py: each form made once and when asked, equal to the forms of before, offsets that hold; one lead."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from data.gazetteer import Province, load_province
from data.model import Article, Mention
from data.text import nfc
from data.text.normal import modern_tone
from nlp import document as module
from nlp.bench.corpus import CASES
from nlp.document import Document, Texts, in_lead, is_in_lead, lead
from nlp.features import concepts
from nlp.features import weights as models
from nlp.features.vectors import PLAIN_CHARACTERS
from nlp.judge import judge_article
from nlp.streams.jsonl import article_of
from nlp.tagging import underthesea as tagging

ARTICLE = Article(
    id="a", url="", outlet="x", title="Cháy kho vải ở huyện Thanh Hà, Hải Dương",
    summary="Đám cháy bùng lên lúc rạng sáng. Công an tỉnh Hải Dương đang điều tra.",
    body="Khoảng 3h ngày 2/6, kho vải ở xã Tân Trường bốc cháy.\nChị Hoà kể lửa lan nhanh. Đến 5h, đám cháy được dập tắt.",
)  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()][:60]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often the costly steps run: the real functions, counted."""
    counts: Counter[str] = Counter()

    def counted(name: str, right: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            counts[name] += 1
            return right(*arguments, **named)

        return call

    monkeypatch.setattr(tagging, "tag_sentences", counted("tag_sentences", tagging.tag_sentences))
    monkeypatch.setattr(tagging, "sentences", counted("sentences", tagging.sentences))
    monkeypatch.setattr(module, "extract_features", counted("extract_features", module.extract_features))
    monkeypatch.setattr(models.Meaning, "place", counted("place", models.Meaning.place))
    monkeypatch.setattr(Province, "find_article", counted("find_article", Province.find_article))
    monkeypatch.setattr(Province, "on_new_map", counted("on_new_map", Province.on_new_map))
    yield counts


def test_nothing_is_made_before_it_is_asked_for(calls: Counter[str]) -> None:
    document = Document(ARTICLE, load_province("hai-duong"))
    assert not calls
    assert document.plain.title and document.composed.body and not document.is_english
    assert not calls
    assert document.sentences
    assert set(calls) == {"sentences"}


def test_one_judgement_makes_each_form_once(calls: Counter[str]) -> None:
    judge_article(ARTICLE, load_province("hai-duong"))
    once = ("tag_sentences", "extract_features", "place", "find_article", "on_new_map")
    assert {name: calls[name] for name in once} == dict.fromkeys(once, 1)
    assert calls["sentences"] == 5  # title, sapo and body for the tags; for reading the body's two lines


def test_a_form_asked_for_again_is_the_same_object() -> None:
    document = Document(ARTICLE, load_province("hai-duong"))
    for name in (
        "given",
        "composed",
        "plain",
        "mentions",
        "local_mentions",
        "sentences",
        "tagged_sentences",
        "features",
        "meaning",
    ):
        assert getattr(document, name) is getattr(document, name), name


def test_two_documents_share_nothing() -> None:
    first, second = Document(ARTICLE), Document(ARTICLE.with_(title="Khánh thành cầu"))
    assert first.plain.title != second.plain.title
    assert first.features is not second.features


def test_the_forms_are_those_that_each_judge_made_for_itself(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        article, province = article_of(row), load_province(row["province"])
        document = Document(article, province)
        texts = (article.title or "", article.summary or "", article.body or "")
        assert document.given == texts
        assert document.composed == tuple(map(nfc, texts))
        assert document.plain == tuple(modern_tone(nfc(text[:PLAIN_CHARACTERS])).lower() for text in texts)
        assert document.mentions == province.find_article(article)
        assert document.is_on_new_map == province.on_new_map(article)
        cut = [sentence for text in texts for sentence in tagging.sentences(text)]
        assert document.sentences == tuple(cut)
        assert list(document.tagged_sentences) == tagging.tag_sentences(cut)
        for text in texts:
            assert document.paragraph_sentences(text) == tagging.paragraph_sentences(text)
            assert document.paragraph_sentences(text, 2) == tagging.paragraph_sentences(text)[:2]
        assert np.array_equal(document.meaning, models.meaning().place(document.features.ngrams))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offsets_count_in_the_text_as_given(form: str) -> None:
    texts = {name: unicodedata.normalize(form, ARTICLE.field(name)) for name in ("title", "summary", "body")}  # type: ignore[arg-type]
    document = Document(ARTICLE.with_(**texts), load_province("hai-duong"))
    assert [mention.field for mention in document.mentions] == ["title", "title", "summary", "body"]
    for mention in document.mentions:
        assert texts[mention.field][mention.start : mention.end] == mention.surface
    if form == "NFC":  # there they count in the other forms too
        for mention in document.mentions:
            text = getattr(document.plain, mention.field)
            assert text[mention.start : mention.end] == modern_tone(mention.surface).lower()


def test_the_unicode_form_and_the_place_of_the_tone_change_no_feature() -> None:
    other = ARTICLE.with_(
        title=unicodedata.normalize("NFD", ARTICLE.title or ""), body=(ARTICLE.body or "").replace("Hoà", "Hòa")
    )  # fmt: skip
    first, second = Document(ARTICLE).features, Document(other).features
    for left, right in ((first.ngrams.index, second.ngrams.index), (first.ngrams.value, second.ngrams.value),
                        (first.signs, second.signs), (first.topics, second.topics), (first.events, second.events)):  # fmt: skip
        assert np.array_equal(left, right)


def test_an_english_article_is_seen_through_its_concepts() -> None:
    english = Article(id="e", url="", outlet="x", title="Lychee growers ready to export", lang="en")
    document = Document(english)
    vietnamese = Article(id="v", url="", outlet="x", title=concepts.gloss(document.given.title))
    assert document.is_english
    assert np.array_equal(document.features.ngrams.index, Document(vietnamese).features.ngrams.index)


def test_without_a_province_the_mentions_are_those_of_an_earlier_judgement() -> None:
    mention = Mention(place="hai-duong", kind="province", field="title", start=0, end=3, surface="Hải")
    watched = Mention(place="x", kind="watch", field="title", start=4, end=5, surface="x")
    document = Document(ARTICLE.with_(mentions=(mention, watched)))
    assert document.mentions == (mention, watched)
    assert document.local_mentions == (mention,)
    with pytest.raises(ValueError, match="province"):
        _ = document.is_on_new_map


TEXTS = Texts("Tiêu đề", "Sapo ngắn.", "Thân bài dài hơn.")


@pytest.mark.parametrize(
    ("texts", "options", "right"),
    [
        (TEXTS, {}, "Sapo ngắn."),
        (TEXTS, {"sapo_suffices": 10}, "Sapo ngắn."),
        (TEXTS, {"sapo_suffices": 11}, "Sapo ngắn. Thân"),
        (TEXTS, {"sapo_suffices": None}, "Sapo ngắn. Thân"),
        (TEXTS, {"sapo_suffices": None, "joint": "\n"}, "Sapo ngắn.\nThân"),
        (TEXTS._replace(summary=""), {}, "Thân"),
        (TEXTS._replace(summary="", body=""), {}, ""),
    ],
)
def test_the_lead_is_the_sapo_or_the_beginning_of_the_body(texts: Texts, options: dict[str, Any], right: str) -> None:
    assert lead(texts, 4, **options) == right


def test_a_mention_is_in_the_lead_by_its_field_or_its_offset() -> None:
    def mention(field: str, start: int) -> Mention:
        return Mention(place="p", kind="province", field=field, start=start, end=start + 1, surface="x")

    early, late, head = mention("body", 259), mention("body", 260), mention("summary", 999)
    assert [is_in_lead(one, 260) for one in (early, late, head)] == [True, False, True]
    assert in_lead([late, head, early], 260) == [head, early]
