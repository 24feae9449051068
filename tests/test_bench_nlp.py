"""The benches of names and judge: the contract's object, equal tags, the same judgement twice."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from nlp import words
from nlp.bench import OWN, bench_names

ROOT = Path(__file__).resolve().parent.parent
KEYS = ["ours", "peer", "peer_name", "unit", "ratio", "peak_mb"]


def test_names_are_equal_and_faster() -> None:
    out = io.StringIO()
    assert bench_names(OWN, out, as_json=True, count=12) == 0
    told = json.loads(out.getvalue())
    assert list(told)[:6] == KEYS
    assert told["different"] == 0 and told["articles"] == 12 and told["sentences"] >= 12
    assert told["ratio"] > 2  # of short texts, with nothing seen before; on articles of the press it is far more


def test_a_tag_that_differs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    right = words.library_tags
    monkeypatch.setattr(words, "library_tags", lambda sentence: [(*row[:3], "B-MISC") for row in right(sentence)])
    out = io.StringIO()
    assert bench_names(OWN, out, as_json=True, count=2) == 1
    assert json.loads(out.getvalue())["different"] > 0


def test_judge_says_the_same_again() -> None:
    # in a process of its own: the peak of memory is that of the whole process
    code = "import sys; from nlp.bench import OWN, bench_judge; bench_judge(OWN, sys.stdout, as_json=True, count=12)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    told = json.loads(shown.stdout)
    assert list(told)[:6] == KEYS
    assert told["same_again"] is True and told["peak_mb"] < 600


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    out = io.StringIO()
    assert bench_names(tmp_path / "none.jsonl", out, as_json=True, count=1) == 2
    assert "none.jsonl" in out.getvalue()
