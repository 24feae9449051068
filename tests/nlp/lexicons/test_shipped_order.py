"""The inputs of the shipped models: which groups, and in which order. A change here needs a training run."""

from __future__ import annotations

from data.model import Article
from nlp.document import Document
from nlp.features import cue_words, event_cues
from nlp.features.weights import blend


def test_the_models_read_these_groups_in_this_order() -> None:
    assert " ".join(cue_words.SIGN_CUES) == (
        "death hurt fire disaster crime accident wrongdoing complaint disease loss praise kindness plan official unrest mended "
        "curious routine sport visit arrest"
    )
    assert " ".join(event_cues.HAPPENINGS) == (
        "award charity rescue honest helpers bust court violent death hurt accident fire damage weather prepare recover open "
        "invest future person visit relic animal lottery celeb win preview tour econup econdown delay wrong complain respond "
        "school hospitalgood stock compensate but first heart hard loss"
    )


def test_each_shipped_model_has_a_weight_for_each_input() -> None:
    document = Document(Article(id="a", url="", outlet="", title="Tiêu đề", body="Thân bài"))
    width = len(document.features.dense(document.meaning))
    assert [blend(name).dense_weights.shape[1] for name in ("topic", "tone", "issue")] == [width] * 3
