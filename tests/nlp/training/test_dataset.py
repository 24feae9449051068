"""nlp/training/dataset.py and nlp/features/event_cues.py: readings joined with their articles; what the models of tone count."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from data.model import TONES, TOPICS
from nlp.features import event_cues as happenings
from nlp.training import dataset

ADDRESS = "https://bao.vn/khanh-thanh-cau-1.htm"
ARTICLE = {"id": "a1", "title": "Mưa lớn ở Tân Lộ", "summary": "", "body": "Nước ngập hai thôn.", "published_at": "2019-08-01"}
ITEM = {"url": ADDRESS, "title": "Khánh thành cầu Tân Lộ", "summary": "Cầu mới.", "published_at": "2026-03-01T07:00:00+07:00"}


def written(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def test_a_table_is_joined_with_articles_and_with_feed_items(tmp_path: Path) -> None:
    written(tmp_path / "corpus/articles-30k.jsonl.gz", [ARTICLE])
    written(tmp_path / "corpus/feeds-2025-2026.jsonl.gz", [ITEM])
    table = tmp_path / "table.tsv"
    lines = [
        "id\tprovince\tverdict\ttone\tissue\ttopic\tconfidence",
        "a1\thai-duong\tsubject\tnegative\tno\tmoi-truong-thien-tai\thigh",
        f"{dataset.feed_id(ADDRESS)}\thai-duong\tsubject\tpositive\tno\tgiao-thong\tlow",
        "lost\thai-duong\tpassing\t\t\t\thigh",
    ]
    table.write_text("\n".join(lines) + "\n", "utf-8")
    found = dataset.read_annotations(tmp_path, table)
    assert [row["title"] for row in found] == ["Mưa lớn ở Tân Lộ", "Khánh thành cầu Tân Lộ"]
    assert [row["gold"]["tone"] for row in found] == ["negative", "positive"]
    assert found[1]["body"] == ""
    assert dataset.read_annotations(tmp_path / "none", table) == []


def test_an_address_is_not_readable_in_its_id() -> None:
    key = dataset.feed_id(ADDRESS)
    assert key.startswith("feed_")
    assert "cau" not in key
    assert key == dataset.feed_id(ADDRESS) != dataset.feed_id(ADDRESS + "?a=1")


@pytest.mark.parametrize("table", [dataset.TABLE, dataset.TONES_TABLE])
def test_the_tables_hold_labels_only(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len({(row["id"], row["province"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["verdict"] in ("subject", "passing", "namesake", "absent")
        assert row["verdict"] != "subject" or (row["tone"] in TONES and row["topic"] in TOPICS and row["issue"] in ("yes", "no"))
        assert " " not in "".join(row.values())


def test_happenings_are_whole_words_and_counted_up_to_three() -> None:
    order = [*happenings.HAPPENINGS, *happenings.MARKS]
    counted = dict(zip(order, happenings.tally("khen thưởng hai em: cứu sống cụ già, cháy, cháy, cháy, cháy?"), strict=True))
    assert counted["award"] == counted["rescue"] == counted["question"] == 1.0
    assert counted["fire"] == happenings.MOST
    assert sum(happenings.tally("chảy máy")) == 0.0
