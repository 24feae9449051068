"""nlp/tagging/underthesea.py and nlp/entities/names.py: the same tags as underthesea, in linear time; names joined, typed,
mended.
"""

from __future__ import annotations

import gzip
import json
import time

import pytest

from data.model import Name
from data.paths import ROOT
from nlp.entities.names import extract_tagged_names
from nlp.tagging import underthesea as words

SHARED = ROOT.parent / "shared"
TEXT = """Gần một tháng nay, nước mương chảy qua cánh đồng thôn Đông, xã Tân Lộ, huyện Kim Thành đổi sang màu nâu đen.
Ông Trần Văn Khởi, Chủ tịch UBND xã Tân Lộ, cho biết xã đã hai lần đề nghị huyện lấy mẫu nước nhưng chưa có kết quả.
Theo Sở Nông nghiệp và Phát triển nông thôn tỉnh Hải Dương, năm nay huyện Thanh Hà có 3.300 ha vải!
Giá 25.000 đồng/kg, tăng 12,5% so với tháng 5/2020... Người dân nói gì? "Chúng tôi lo lắm", bà Ph. kể.
TP.HCM, 15-4: xe 50 chỗ va chạm container (BKS 34A-123.45), 2 người bị thương; Công an TP đang điều tra.
Samsung Display Việt Nam đầu tư thêm 1,2 tỷ USD vào Bắc Ninh – theo Reuters."""
ODD = [
    "",
    " ",
    "a",
    "Ông A",
    "Một hai",
    "!",
    "...",
    "A B C",
    "Báo  Tuổi  Trẻ",
    "xã\xa0Tân Lộ",
    "😀 vui",
    "Ho\u0061\u0300 b\u0069\u0300nh",
]


def test_tags_are_those_of_underthesea() -> None:
    from underthesea import ner

    for sentence in [*words.sentences(TEXT), *ODD]:
        assert words.tag(sentence) == ner(sentence), sentence


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_tags_are_those_of_underthesea_on_the_corpus() -> None:
    from underthesea import ner

    with gzip.open(SHARED / "corpus/articles-30k.jsonl.gz", "rt", encoding="utf-8") as lines:
        bodies = [json.loads(next(lines))["body"] for _ in range(6)]
    for sentence in [one for body in bodies for one in words.sentences(body)]:
        assert words.tag(sentence) == ner(sentence), sentence


def test_time_grows_with_length_not_with_its_square() -> None:
    words.tag("Làm nóng mô hình.")
    short, long = "Ông Nam ở xã Tân Lộ trồng lúa " * 20, "Ông Nam ở xã Tân Lộ trồng lúa " * 160

    def seconds(text: str) -> float:
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            words.tag(text)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(long) < 24 * seconds(short)  # eight times the length; the square would be 64 times the time


def test_names_are_joined_and_typed() -> None:
    found = extract_tagged_names(words.tag_text(TEXT))
    assert Name(text="huyện Kim Thành", type="place") in found
    assert Name(text="xã Tân Lộ", type="place") in found
    assert Name(text="UBND xã Tân Lộ", type="organisation") in found
    assert Name(text="Sở Nông nghiệp và Phát triển nông thôn tỉnh Hải Dương", type="organisation") in found
    assert Name(text="Trần Văn Khởi", type="person") in found
    assert len(found) == len(set(found))


def test_a_short_name_is_completed() -> None:
    tagged = words.tag_text("Bà Nguyễn Thị Nhâm đi chợ. Hôm sau, bà Nhâm lại đi chợ.")
    assert [name.text for name in extract_tagged_names(tagged) if name.type == "person"] == ["Nguyễn Thị Nhâm"]


def test_no_sentence_runs_over_a_line_and_none_begins_small() -> None:
    assert words.paragraph_sentences("Câu một\nCâu hai. Câu ba.") == ["Câu một", "Câu hai.", "Câu ba."]
    line = "Precision Co., a maker of parts, said it will grow. It did."
    assert words.paragraph_sentences(line) == ["Precision Co., a maker of parts, said it will grow.", "It did."]
    assert words.paragraph_sentences("") == []
