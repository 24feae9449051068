"""nlp/training/runs.py, nlp/training/model_card.py and the commands train and eval: figures, corrections, what a card tells."""

from __future__ import annotations

import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from data.archive import Archive
from data.model import Article
from data.settings import load_office
from diembao.cli import models as commands
from nlp import annotate
from nlp.bench.corpus import CASES as OWN
from nlp.features import weights as models
from nlp.training import dataset as labelled
from nlp.training import runs, train
from nlp.training.model_card import Scores

NOW = datetime(2020, 6, 1, 23, 0, tzinfo=UTC)


def test_eval_prints_every_figure_as_json() -> None:
    out = io.StringIO()
    assert commands.print_quality(out, as_json=True) == 0
    rows = json.loads(out.getvalue())
    assert {"set", "figure", "value", "floor", "records", "holds"} == set(rows[0])
    assert all(row["holds"] for row in rows)


def test_eval_against_people(tmp_path: Path) -> None:
    settings = tmp_path / "office.toml"
    settings.write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    office = load_office(settings, {})
    out = io.StringIO()
    with Archive.open(office.archive_path, now=NOW) as archive:
        for number in range(2):
            archive.articles.keep(
                Article(
                    id=f"a{number}".ljust(16, "0"), url=f"https://x.vn/{number}", outlet="tuoitre", lang="vi", published_at=NOW,
                    title="Khánh thành trường mầm non ở huyện Kim Thành, Hải Dương", found_at=NOW,
                    body="Huyện Kim Thành, tỉnh Hải Dương khánh thành trường mầm non hiện đại do nhà hảo tâm trao tặng.",
                ),
                None, now=NOW, run="crawl",
            )  # fmt: skip
        annotate.annotate_archive(archive, office, now=NOW, run="one")
        assert commands.print_corrections(office, NOW, io.StringIO(), as_json=False) == 0
        machine = archive.articles.machine("a0".ljust(16, "0"))
        assert machine is not None
        other = "negative" if machine.tone == "positive" else "positive"
        archive.corrections.correct("a0".ljust(16, "0"), by="Trực", now=NOW, tone=other)
    assert commands.print_corrections(office, NOW, out, as_json=True) == 0
    figures = {row["figure"]: (row["value"], row["records"]) for row in json.loads(out.getvalue())}
    assert figures["tone accuracy"] == (0.0, 1)
    assert figures["topic accuracy"] == (1.0, 1)


def test_what_people_corrected_is_learned(tmp_path: Path) -> None:
    settings = tmp_path / "office.toml"
    settings.write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    office = load_office(settings, {})
    places = ("Kim Thành", "Nam Sách", "Tứ Kỳ", "Thanh Hà", "Gia Lộc", "Bình Giang")
    with Archive.open(office.archive_path, now=NOW) as archive:
        for number, place in enumerate(places):
            archive.articles.keep(
                Article(
                    id=f"a{number}".ljust(16, "0"), url=f"https://x.vn/{number}", outlet="tuoitre", lang="vi", published_at=NOW,
                    title=f"Hội thổi cơm huyện {place}, Hải Dương", found_at=NOW,
                    body=f"Huyện {place}, tỉnh Hải Dương tổ chức hội thổi cơm thi giữa các thôn, đông người dự.",
                ),
                None, now=NOW, run="crawl",
            )  # fmt: skip
        annotate.annotate_archive(archive, office, now=NOW, run="one")
        assert runs.read_corrected_pairs(office, NOW) == []
        for number in range(len(places)):
            archive.corrections.correct(
                f"a{number}".ljust(16, "0"), by="Trực", now=NOW, verdict="subject", topic="y-te", tone="negative"
            )
    people = runs.read_corrected_pairs(office, NOW)
    assert [(pair["gold"]["verdict"], pair["gold"]["tone"], pair["province"]) for pair in people] == [
        ("subject", "negative", "hai-duong")
    ] * len(places)

    folder = tmp_path / "material" / "gold"
    folder.mkdir(parents=True)
    with gzip.open(folder / "relevance.dev.jsonl.gz", "wt", encoding="utf-8") as written:
        written.write(OWN.read_text("utf-8"))
    meaning, gold = models.meaning(), labelled.read_gold_pairs(folder.parent, models.meaning())
    assert labelled.read_more_pairs(folder.parent, meaning) is None
    read = labelled.read_more_pairs(folder.parent, meaning, people)
    assert read is not None and len(read.records) == len(places)
    text = labelled.document_of(
        {
            "title": "Hội thổi cơm huyện Ninh Giang",
            "body": "Huyện Ninh Giang tổ chức hội thổi cơm thi giữa các thôn, đông người dự.",
        }
    )
    blends = [train.fit_on(labelled.RECIPES["tone"], gold, np.arange(len(gold.records)), more, None) for more in (None, read)]
    chances = [blend.chances(text.features, text.meaning)["negative"] for blend in blends]
    assert chances[0] < 0.5 < chances[1]


def test_train_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(runs.MaterialError, match=r"relevance\.dev\.jsonl\.gz"):
        runs.train_model("stories", tmp_path)
    assert commands.train_and_print("stories", tmp_path, io.StringIO()) == 2
    assert "relevance.dev.jsonl.gz" in capsys.readouterr().err


def test_a_share_of_one_is_told_as_a_share_and_a_count_as_a_count() -> None:
    assert Scores("topic", {"F1 chinh-tri": 1.0, "accuracy": 0.8124, "texts": 26000}, 3).line() == (
        "F1 chinh-tri 1.000, accuracy 0.812, texts 26000"
    )


def test_fields_are_learned_from_one_file_and_measured_on_another(tmp_path: Path) -> None:
    words = {"the thao": "đội bóng ghi bàn trên sân trong trận đấu", "suc khoe": "bác sĩ bệnh viện chữa bệnh cho bệnh nhân"}
    places = ["Tân Lộ", "Kim Xuyên", "Bến Đá", "Hòa Lạc", "Phú Thái"]
    for name, chosen in (("learn", places[:3]), ("test", places[3:])):
        rows = [
            {"title": f"Tin {place}", "sapo": "", "text": text, "label": label}
            for place in chosen
            for label, text in words.items()
        ]
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(text, "utf-8")
    out = io.StringIO()
    assert commands.print_learned_fields(tmp_path / "learn.jsonl", tmp_path / "test.jsonl", out, as_json=True) == 0
    assert json.loads(out.getvalue()) == {"accuracy": 1.0, "records": 4, "learned": 6}


def test_fields_from_a_file_without_labels_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "x"}\n', "utf-8")
    assert commands.print_learned_fields(tmp_path / "a.jsonl", tmp_path / "a.jsonl", io.StringIO(), as_json=False) == 2
    assert "label" in capsys.readouterr().err
