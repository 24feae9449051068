"""The bench of reading: fair turns, the contract's object, a measure that knows right from wrong."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from crawler.bench.read import bench_read, f1, mean_f1, reference, saved_pages
from data.benchmark import race
from data.paths import TEST_PAGES

PAGES = TEST_PAGES


def test_f1_of_bags_of_words() -> None:
    assert f1("Mương nước đổi màu", "mương  NƯỚC đổi màu.") == 1
    assert f1("một hai ba bốn", "một hai") == pytest.approx(2 / 3)
    assert f1("một hai", "ba bốn") == 0
    assert f1("", "") == 1
    assert mean_f1([None, "một"], ["gì", "một"]) == 1
    assert mean_f1([None], ["gì"]) is None


def test_the_reference_leaves_boxes_out() -> None:
    page = (
        "<html><body><div class='b'><p>Chữ của bài.</p>đuôi<figure>ảnh<figcaption>chú thích</figcaption></figure></div>"
        "<div class='b'>khác</div></body></html>"
    )
    assert reference(page.encode(), ".b") == "Chữ của bài. đuôi"
    assert reference(page.encode(), ".khong-co") == ""


def test_the_object_of_the_contract() -> None:
    out = io.StringIO()
    assert bench_read(PAGES, out, as_json=True, rounds=1) == 0
    told = json.loads(out.getvalue())
    assert list(told)[:6] == ["ours", "peer", "peer_name", "unit", "ratio", "peak_mb"]
    assert told["pages"] == len(list(saved_pages(PAGES)))
    assert told["ratio"] == pytest.approx(told["ours"] / told["peer"], rel=0.05)
    assert told["body_f1_ours"] >= 0.98
    assert told["body_f1_ours"] > told["body_f1_peer"]


def test_a_folder_with_a_list_of_pages(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><h1>Tên</h1><div class='b'><p>Chữ của bài.</p></div></body></html>", "utf-8")
    row = {"file": "a.html", "url": "https://vi-du.vn/a-1.html", "body_selector": ".b"}
    (tmp_path / "expected.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (page,) = saved_pages(tmp_path)
    assert page.body == "Chữ của bài."


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    out = io.StringIO()
    assert bench_read(tmp_path, out, as_json=True) == 2
    assert str(tmp_path) in out.getvalue()


def test_turns_alternate() -> None:
    turns: list[str] = []
    result = race(
        lambda: turns.append("ours"), lambda: turns.append("peer"), units=2, rounds=2, peer_name="gốc so sánh", unit="lượt/giây"
    )
    assert turns == ["ours", "peer", "ours", "peer", "peer", "ours"]
    assert result.peak_mb > 1
