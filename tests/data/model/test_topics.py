"""topics.toml: one table a field; a table that lacks something is refused; a further field is one table more."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from data.model.taxonomy import TOPICS
from data.model.topics import TopicsError, load_topics, section_patterns, shipped_topics
from data.paths import TOPICS_FILE

NEXT = max(topic.order for topic in shipped_topics().values()) + 1
ENERGY = f"""
[[topic]]
slug = "nang-luong"
label = "Năng lượng"
order = {NEXT}
sections = ["điện lực", "xây dựng điện"]
cues = ["trạm biến áp", "nhà máy điện hạt nhân"]
english = ["nuclear power", "grids?"]
[topic.departments]
before = "Sở Công Thương"
2025-03-01 = "Sở Công Thương"
"""


def with_text(folder: Path, more: str, *, instead_of: str = "") -> Path:
    """A copy of the shipped file, changed."""
    text = TOPICS_FILE.read_text("utf-8")
    assert not instead_of or text.count(instead_of) == 1
    path = folder / "topics.toml"
    path.write_text(text.replace(instead_of, more) if instead_of else text + more, "utf-8")
    return path


def refusal(path: Path) -> list[str]:
    with pytest.raises(TopicsError) as refused:
        load_topics(path)
    return str(refused.value).splitlines()


def test_the_labels_of_articles_are_the_tables_in_order() -> None:
    assert list(TOPICS.items()) == [(topic.slug, topic.label) for topic in load_topics()]
    shipped = (  # a slug that articles bear is never changed
        "chinh-tri", "kinh-te", "nong-nghiep", "dat-dai-do-thi", "moi-truong-thien-tai", "y-te", "giao-duc", "van-hoa-du-lich",
        "the-thao", "phap-luat", "giao-thong", "an-sinh",
    )  # fmt: skip
    assert set(shipped) <= set(TOPICS)


def test_a_further_topic_is_one_table(tmp_path: Path) -> None:
    topics = load_topics(with_text(tmp_path, ENERGY))
    assert [topic.slug for topic in topics] == [*TOPICS, "nang-luong"]
    energy = topics[-1]
    assert (energy.label, energy.order) == ("Năng lượng", NEXT)
    assert energy.cues == ("trạm biến áp", "nhà máy điện hạt nhân") and energy.english == ("nuclear power", "grids?")
    assert energy.department(date(2020, 1, 1)) == energy.department(date(2026, 1, 1)) == "Sở Công Thương"
    patterns = section_patterns({topic.slug: topic for topic in topics})
    assert re.fullmatch(patterns["nang-luong"], "dien luc")
    # "xây dựng" means land and towns, but not where the new topic's longer name begins with it.
    assert re.match(patterns["dat-dai-do-thi"], "xay dung") and not re.match(patterns["dat-dai-do-thi"], "xay dung dien")


def test_topics_come_by_their_order_not_by_their_place_in_the_file(tmp_path: Path) -> None:
    first = ENERGY.replace(f"order = {NEXT}", "order = 0")
    assert "lĩnh vực “nang-luong”: order: phải là số thứ tự từ 1" in "\n".join(refusal(with_text(tmp_path, first)))
    text = TOPICS_FILE.read_text("utf-8")
    swapped = re.sub(r"order = (1|2)\n", lambda found: f"order = {3 - int(found[1])}\n", text)
    path = tmp_path / "swapped.toml"
    path.write_text(swapped, "utf-8")
    assert [topic.slug for topic in load_topics(path)][:3] == ["kinh-te", "chinh-tri", "nong-nghiep"]


@pytest.mark.parametrize("key", ["slug", "label", "order", "sections", "cues", "english"])
def test_a_topic_that_lacks_a_key_is_refused(tmp_path: Path, key: str) -> None:
    lacking = "\n".join(line for line in ENERGY.splitlines() if not line.startswith(key))
    name = f"thứ {len(TOPICS) + 1}" if key == "slug" else "nang-luong"
    assert f"- lĩnh vực “{name}”: thiếu khóa {key}" in refusal(with_text(tmp_path, lacking))


def test_a_topic_without_a_department_after_a_reorganisation_is_refused(tmp_path: Path) -> None:
    lines = refusal(with_text(tmp_path, ENERGY.replace('2025-03-01 = "Sở Công Thương"\n', "")))
    assert "- lĩnh vực “nang-luong”: departments: thiếu cơ quan của mốc 2025-03-01" in lines
    lines = refusal(with_text(tmp_path, ENERGY.partition("[topic.departments]")[0]))
    assert "- lĩnh vực “nang-luong”: thiếu khóa departments" in lines


def test_a_further_reorganisation_asks_every_topic_for_its_department(tmp_path: Path) -> None:
    more = "reorganisations = [2025-03-01, 2027-01-01]"
    lines = refusal(with_text(tmp_path, more, instead_of="reorganisations = [2025-03-01]"))
    assert sum("departments: thiếu cơ quan của mốc 2027-01-01" in line for line in lines) == len(TOPICS)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    wrong = ENERGY.replace('"trạm biến áp"', '"Trạm biến áp", "trạm (a|b)"').replace('"điện lực"', '"Y tế"')
    wrong = wrong.replace(f"order = {NEXT}", f"order = {NEXT - 1}\ncolour = 3").replace(
        '"grids?"', '"grids|lines", "nuclear power"'
    )
    lines = refusal(with_text(tmp_path, wrong))
    assert lines[0] == "topics.toml có 7 chỗ sai:"
    assert lines[1:-1] == [
        "- lĩnh vực “nang-luong”: khóa “colour” không có trong mẫu",
        "- lĩnh vực “nang-luong”: cues: “Trạm biến áp” có chữ hoa",
        "- lĩnh vực “nang-luong”: cues: “trạm (a|b)” chỉ được gồm chữ",
        "- lĩnh vực “nang-luong”: english: “grids|lines”: dấu “|” đứng ngoài ngoặc",
        "- lĩnh vực “nang-luong”: english: “nuclear power” lặp lại",
        f"- order = {NEXT - 1} dùng cho nhiều lĩnh vực",
        "- sections: “y te” thuộc nhiều lĩnh vực",
    ]
    assert lines[-1].startswith("Cách xử lý: sửa tệp ")


@pytest.mark.parametrize("text", ["", "topic = 3", "[[topic]", "reorganisations = [1]\n[[topic]]\nslug = 4"])
def test_a_file_that_is_no_list_of_topics_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(text, "utf-8")
    assert refusal(path)[0].startswith("topics.toml")


def test_departments_change_on_the_day_of_the_reorganisation() -> None:
    topics = shipped_topics()
    merged = {
        slug: (topic.department(date(2025, 2, 28)), topic.department(date(2025, 3, 1)))
        for slug, topic in topics.items()
        if topic.department(date(2025, 2, 28)) != topic.department(date(2025, 3, 1))
    }
    shipped = {
        "kinh-te": ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        "nong-nghiep": ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Môi trường"),
        "dat-dai-do-thi": ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
        "moi-truong-thien-tai": ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
        "giao-thong": ("Sở Giao thông vận tải", "Sở Xây dựng"),
        "an-sinh": ("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"),
    }
    assert shipped.items() <= merged.items()
