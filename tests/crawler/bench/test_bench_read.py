"""The bench of reading: fair turns, the contract's object, a measure that knows right from wrong."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.bench.read import NoPages, bench_read, f1, mean_f1, reference, saved_pages
from data.benchmark import Race, race
from data.paths import TEST_PAGES
from diembao.cli import main
from diembao.cli.bench import print_race

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
    told = bench_read(PAGES, rounds=1).as_json()
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
    with pytest.raises(NoPages, match=re.escape(str(tmp_path))):
        bench_read(tmp_path)
    done = CliRunner().invoke(main, ["bench", "read", "--corpus", str(tmp_path)])
    assert (done.exit_code, str(tmp_path) in done.output) == (2, True)


def test_a_race_is_printed_for_people_and_for_programs() -> None:
    result = Race(ours=20.0, peer=4.0, peer_name="trafilatura", unit="trang/giây", peak_mb=80.0, more={"pages": 7, "f1": 0.5})
    people, programs = io.StringIO(), io.StringIO()
    print_race(result, people, as_json=False, heading="Đọc trang", labels={"pages": "Số trang", "f1": "F1 toàn văn"})
    print_race(result, programs, as_json=True, heading="Đọc trang", labels={})
    assert people.getvalue().splitlines()[0] == "Đọc trang: 20 trang/giây"
    assert people.getvalue().splitlines()[2:] == ["Gấp 5 lần; bộ nhớ cao nhất 80 MB", "Số trang: 7", "F1 toàn văn: 0,500"]
    assert json.loads(programs.getvalue()) == result.as_json()


def test_turns_alternate() -> None:
    turns: list[str] = []
    result = race(
        lambda: turns.append("ours"), lambda: turns.append("peer"), units=2, rounds=2, peer_name="gốc so sánh", unit="lượt/giây"
    )
    assert turns == ["ours", "peer", "ours", "peer", "peer", "ours"]
    assert result.peak_mb > 1
