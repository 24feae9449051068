"""The benches of names, judge and repeats: the contract's object, equal tags, the same judgement twice, copies found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner

from data.paths import ROOT
from data.text.normal import modern_tone
from diembao.cli.entry import main
from nlp.bench.corpus import CASES, BenchError
from nlp.bench.edited_copies import make_edited_copies, old_tone
from nlp.bench.names_judge import race_names
from nlp.bench.reprints import race_repeats, race_rows
from nlp.tagging import underthesea as words

KEYS = ["ours", "peer", "peer_name", "unit", "ratio", "peak_mb"]


def test_names_are_equal_and_faster() -> None:
    told = race_names(CASES, 12).as_json()
    assert list(told)[:6] == KEYS
    assert told["different"] == 0 and told["articles"] == 12 and cast(int, told["sentences"]) >= 12
    assert cast(float, told["ratio"]) > 2  # of short texts, nothing seen before; on articles of the press far more


def test_a_tag_that_differs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    right = words.library_tags
    monkeypatch.setattr(words, "library_tags", lambda sentence: [(*row[:3], "B-MISC") for row in right(sentence)])
    assert cast(int, race_names(CASES, 2).more["different"]) > 0
    shown = CliRunner().invoke(main, ["bench", "names", "--corpus", str(CASES), "--count", "2", "--json"])
    assert shown.exit_code == 1 and json.loads(shown.output)["different"] > 0


def test_judge_says_the_same_again() -> None:
    # in a process of its own: the peak of memory is that of the whole process
    command = [sys.executable, "-m", "diembao", "bench", "judge", "--corpus", str(CASES), "--count", "12", "--json"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    told = json.loads(shown.stdout)
    assert list(told)[:6] == KEYS
    assert told["same_again"] is True and told["peak_mb"] < 600


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"none\.jsonl"):
        race_names(tmp_path / "none.jsonl", 1)
    shown = CliRunner().invoke(main, ["bench", "names", "--corpus", str(tmp_path / "none.jsonl")])
    assert shown.exit_code == 2 and "none.jsonl" in shown.output


def test_edited_copies_are_found_and_the_peer_is_measured() -> None:
    told = race_repeats(CASES, count=1000, copies=30, seed=7).as_json()
    assert list(told)[:6] == KEYS
    assert cast(str, told["peer_name"]).startswith("datasketch") and told["copies"] == 30
    assert (
        cast(float, told["precision"]) >= 0.95 and cast(float, told["recall"]) >= 0.8
    )  # short cases: cut in half, some are too short


def test_what_is_not_found_and_what_is_wrong_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    monkeypatch.setattr("nlp.grouping.reprints.RepeatIndex.find", lambda _, document: None)
    assert race_rows(rows, [], copies=20, seed=1).more["recall"] == 0
    first = rows[0]["id"]
    monkeypatch.setattr(
        "nlp.grouping.reprints.RepeatIndex.find",
        lambda _, document: (first, 1.0) if not document.article.id.startswith("copy") else None,
    )
    assert race_rows(rows, [], copies=20, seed=1).more["precision"] == 0


def test_the_same_seed_makes_the_same_copies() -> None:
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    assert make_edited_copies(rows, 25, 3) == make_edited_copies(rows, 25, 3) != make_edited_copies(rows, 25, 4)
    assert len({original for _, original in make_edited_copies(rows, 25, 3)}) == 25
    for copy, original in make_edited_copies(rows, 25, 3):
        source = next(row for row in rows if row["id"] == original)
        assert len(copy["body"]) >= 0.45 * len(source["body"]) and copy != source


def test_old_tone_is_what_modern_tone_undoes() -> None:
    assert old_tone("Hòa, THỦY, khỏe, quý, của, toàn, Hóa") == "Hoà, THUỶ, khoẻ, quý, của, toàn, Hoá"
    assert modern_tone(old_tone("Hòa, THỦY, khỏe")) == "Hòa, THỦY, khỏe"


def test_without_the_peer_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasketch", None)
    with pytest.raises(BenchError, match="pip install"):
        race_repeats(CASES, count=10, copies=2, seed=1)
