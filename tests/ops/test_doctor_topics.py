"""Doctor tells a topic that the models have not learned, and the command to run."""

from __future__ import annotations

from pathlib import Path

from data.model.taxonomy import TOPICS
from data.model.topics import load_topics
from ops.doctor import BROKEN, check_topics
from tests.data.model.test_topics import ENERGY, with_text


def test_nothing_is_told_while_models_and_topics_agree() -> None:
    assert list(check_topics(TOPICS)) == []


def test_a_thirteenth_topic_is_told_until_the_models_are_trained(tmp_path: Path) -> None:
    labels = {topic.slug: topic.label for topic in load_topics(with_text(tmp_path, ENERGY))}
    (finding,) = check_topics(labels)
    assert finding.state == BROKEN
    assert finding.message == "lĩnh vực “Năng lượng” (nang-luong): mô hình topic.npz chưa học, chưa phân loại được"
    assert finding.remedy == "huấn luyện lại bằng “diembao train all --data THƯ_MỤC”."


def test_a_topic_that_was_taken_away_is_told() -> None:
    (finding,) = check_topics({slug: label for slug, label in TOPICS.items() if slug != "an-sinh"})
    assert "an-sinh" in finding.message and "diembao train all" in finding.remedy
