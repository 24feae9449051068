"""The streams `judge`, `names`, `group`: one answer a line, bad lines told, the rest done."""

from __future__ import annotations

import io
import json
import unicodedata
from typing import Any

import pytest

from diembao.cli.annotate import group_stream, judge_stream, names_stream

LINE = {
    "id": "a",
    "title": "Hải Dương kiểm tra nguồn nước",
    "summary": "UBND huyện Kim Thành lấy mẫu nước mương.",
    "body": "Ngày 1/6, UBND huyện Kim Thành, tỉnh Hải Dương lấy mẫu nước.\nNgười dân huyện Kim Thành chờ kết quả.",
}
KEYS = ["id", "relevance", "mentions", "topic", "topics", "tone", "issue", "urgent", "names", "places", "summary"]


def judged(*lines: dict[str, Any] | str, province: str = "hai-duong") -> tuple[int, list[dict[str, Any]]]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    out = io.StringIO()
    status = judge_stream(province, io.StringIO(text), out, 1)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_judge_answers_with_every_key() -> None:
    status, (answer,) = judged(LINE)
    assert status == 0
    assert list(answer) == KEYS
    assert answer["relevance"]["verdict"] == "subject"
    assert 0 <= answer["relevance"]["score"] <= 1
    assert answer["places"] == ["huyện Kim Thành"]
    assert answer["summary"] and all(" ".join(sentence.split()) for sentence in answer["summary"])


def test_offsets_count_in_the_text_as_given() -> None:
    decomposed = {key: unicodedata.normalize("NFD", value) for key, value in LINE.items()}
    _, (answer,) = judged(decomposed)
    _, (composed,) = judged(LINE)
    assert [(m["kind"], m["place"]) for m in answer["mentions"]] == [(m["kind"], m["place"]) for m in composed["mentions"]]
    for mention in answer["mentions"]:
        assert decomposed[mention["field"]][mention["start"] : mention["end"]] == mention["surface"]


def test_bad_lines_are_told_and_the_rest_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    status, answers = judged("no json", LINE, {"id": 7, "title": 5}, "[1]", {"title": "x"}, "", {**LINE, "id": "b"})
    assert status == 1
    assert [answer["id"] for answer in answers] == [None, "a", 7, None, None, "b"]
    assert ["error" in answer for answer in answers] == [True, False, True, True, True, False]
    told = capsys.readouterr().err
    assert "dòng 1:" in told and "dòng 3: trường title không phải chuỗi" in told


def test_unknown_province_cannot_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert judged(LINE, province="hai-duog") == (2, [])
    assert "hai-duong" in capsys.readouterr().err


def test_absent_article_is_filled_too() -> None:
    _, (answer,) = judged({"id": 1, "title": "Giá vàng tăng", "body": "Thị trường Hà Nội sôi động."})
    assert answer["relevance"]["verdict"] == "absent"
    assert list(answer) == KEYS and answer["topic"] and answer["mentions"] == []


def test_names() -> None:
    out = io.StringIO()
    text = "Ông Nguyễn Văn An làm việc tại Hà Nội. Ông An về quê."
    status = names_stream(io.StringIO(json.dumps({"id": 1, "text": text}) + '\n{"id": 2}'), out)
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert status == 1
    assert len(first["sentences"]) == 2 and all(len(row) == 4 for sentence in first["sentences"] for row in sentence)
    assert {"text": "Hà Nội", "type": "place"} in first["names"]
    assert second == {"id": 2, "error": "thiếu trường text"}


def test_group() -> None:
    """A reprint joins its original whatever the input's order; arrival decides who was first."""
    body = " ".join(f"Câu thứ {n} kể việc số {n * 7} của vụ cháy kho nhựa ở huyện Cẩm Giàng tối qua." for n in range(20))
    fire = {"title": "Cháy kho nhựa ở Cẩm Giàng", "body": body}
    lines = [
        {"id": "later", "outlet": "soha", "found_at": "2020-06-01T20:00:00+07:00", **fire},
        {"id": "first", "outlet": "tuoitre", "found_at": "2020-06-01T19:00:00+07:00", **fire},
        {"id": "other", "outlet": "vov", "found_at": "2020-06-01T19:30:00+07:00", "title": "Thi lớp 10", "body": "Lịch thi mới."},
    ]
    out = io.StringIO()
    status = group_stream(io.StringIO("\n".join(json.dumps(line) for line in [*lines, lines[0]])), out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert status == 1
    assert answers[0] == {"id": "later", "same_as": "first", "story": "first"}
    assert answers[1] == {"id": "first", "same_as": None, "story": "first"}
    assert answers[2] == {"id": "other", "same_as": None, "story": "other"}
    assert answers[3] == {"id": "later", "error": "id đã có ở dòng trước"}


def test_several_processes_answer_the_same_in_the_same_order() -> None:
    texts = ["Ông Trần Văn Khởi ở xã Tân Lộ, huyện Kim Thành.", "Mưa lớn ở Hải Dương.", "Tàu Hải Dương 8 rời đi."]
    lines = "".join(json.dumps({"id": n, "title": texts[n % 3], "body": texts[n % 2]}) + "\n" for n in range(40))
    one, two = io.StringIO(), io.StringIO()
    assert judge_stream("hai-duong", io.StringIO(lines), one) == judge_stream("hai-duong", io.StringIO(lines), two, jobs=2) == 0
    assert one.getvalue() == two.getvalue()
    assert [json.loads(line)["id"] for line in two.getvalue().splitlines()] == list(range(40))
