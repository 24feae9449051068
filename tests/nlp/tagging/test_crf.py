"""nlp/tagging/crf.py, nlp/tagging/segmenter.py, nlp/tagging/tagger.py: our decoder gives what the library gives, to the last
tie, or hands over.
"""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nlp.tagging import underthesea as words
from nlp.tagging.crf import Decoder, ModelDiffersError, checked, read_crf

PARTS = [
    *(
        "ông",
        "bà",
        "Hà",
        "Nội",
        "huyện",
        "Kim",
        "Thành",
        "TP.HCM",
        "H'Mông",
        "12,5%",
        "3.300",
        "ha",
        "34A-123.45",
        "v.v.",
        "v.v...",
    ),
    *(
        "http://vi-du.vn/a?b=(c)",
        "a@b.vn",
        ":D",
        ":))",
        "20/5/2020",
        "NĐ-CP",
        "A.",
        "Đ.",
        "Tp.",
        "ðồng",
        "\u0301",
        "ß",
        "İ",
        "ΑΣ",
    ),
    *(
        "ǅ",
        "٣",
        "½",
        "BOS",
        "EOS",
        "X",
        "True",
        "=",
        "T[0]=",
        "nghành",
        "hoà",
        "\u200b",
        "…",
        "–",
        "“",
        "”",
        "'",
        "-",
        "--",
        "->",
    ),
    *("=>", "_", "công", "ty", "cổ", "phần", "\x02"),
]
BLANKS = st.sampled_from([" ", " ", " ", "", "\n", "\t", "\xa0", "\u3000", "\x1c", "  "])
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TEXTS = st.lists(st.tuples(st.sampled_from(PARTS) | ANY, BLANKS), max_size=30).map(lambda pieces: "".join(map("".join, pieces)))
NUMBERS = st.floats(-4, 4).map(lambda value: round(value, 3))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_tags_of_any_text_are_those_of_underthesea(text: str) -> None:
    assert words.tag(text) == words.library_tags(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, max_size=5))
def test_many_sentences_at_once_are_as_one_by_one(texts: list[str]) -> None:
    assert words.tag_sentences(texts) == [words.tag(text) for text in texts]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_decoder_finds_the_best_of_all_paths(data: st.DataObject) -> None:
    labels = data.draw(st.integers(2, 4))
    lengths = data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    transitions = data.draw(arrays(float, (labels, labels), elements=NUMBERS))
    scores = data.draw(arrays(float, (sum(lengths), labels), elements=NUMBERS))
    found, close = Decoder(transitions).labels(scores.copy(), lengths)
    start = 0
    for length in lengths:
        own = scores[start : start + length]
        best = sorted((score(own, transitions, path) for path in product(range(labels), repeat=length)), reverse=True)
        mine = score(own, transitions, tuple(found[start : start + length].tolist()))
        assert mine == pytest.approx(best[0], abs=1e-5)
        if best[0] - best[1] < 1e-9:  # two paths are best: ours must say that it cannot tell
            assert any(start <= place < start + length for place in close)
        start += length


def score(own: np.ndarray, transitions: np.ndarray, path: tuple[int, ...]) -> float:
    steps = sum(transitions[one, other] for one, other in pairwise(path))
    return float(sum(own[place, label] for place, label in enumerate(path)) + steps)


def test_a_file_that_differs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "models.bin"
    path.write_bytes(b"other")
    with pytest.raises(ModelDiffersError):
        checked(path, "0" * 64)
    with pytest.raises(ModelDiffersError):
        read_crf(b"lCRX" + b"\0" * 60)


def test_with_other_files_the_library_tags(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    sentences = ["Ông Trần Văn Khởi ở xã Tân Lộ, huyện Kim Thành.", "", "Giá vải tăng 12,5%."]
    right = words.tag_sentences(sentences)
    monkeypatch.setitem(words.SHA256, words.TAG_MODELS[0], "0" * 64)
    words._models.cache_clear()
    try:
        assert words.tag_sentences(sentences) == right
        assert words.TAG_MODELS[0].rpartition("/")[2] in caplog.text
    finally:
        monkeypatch.undo()
        words._models.cache_clear()


def test_memory_stays_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "KEPT", 4)
    words._models.cache_clear()
    words._pieces.cache_clear()
    monkeypatch.setattr("nlp.tagging.segmenter.KEPT", 4)
    monkeypatch.setattr("nlp.tagging.tagger.KEPT", 4)
    text = "Ông Trần Văn Khởi, Chủ tịch UBND xã Tân Lộ, cho biết xã đã hai lần đề nghị huyện Kim Thành lấy mẫu nước."
    for _ in range(2):
        assert words.tag(text) == words.library_tags(text)
    models = words._models()
    assert models is not None and len(words._pieces()) <= 4 and len(models.tagger._words) <= 4 + 2
