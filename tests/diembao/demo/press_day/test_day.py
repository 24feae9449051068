"""The press day format: what loads, what is refused, and that its documentation names everything."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from crawler.register import spider_classes
from data.paths import ROOT
from diembao.demo.press_day.articles import EDIT_KEYS, FRONT_KEYS, TRAPS, parse_blocks
from diembao.demo.press_day.day import DAY_KEYS, OFFICE_KEYS, OUTLET_KEYS, TROUBLES, WAYS, PressDayError, load_day
from diembao.demo.press_day.day import main as check_folder
from diembao.demo.press_day.earlier import CASE_KEYS, EARLIER_KEYS, HISTORY_FIGURES, STATES, VERIFIED
from diembao.demo.press_day.review import REVIEW_KEYS
from diembao.demo.press_day.truth import ITEM_KEYS, LABEL_KEYS, OUTCOMES, SOURCES, TOTALS
from tests.support.press_day import FRAME, article, write_day

DEMO = ROOT / "data" / "demo"
TITLE = "Thanh Hà tưới xong vải sớm"
EDIT = """
[[edit]]
at = 2020-06-01T10:00:00+07:00
title = "Thanh Hà hoàn thành tưới vải"
new_slug = true
append = "Đoạn thêm."

[[edit]]
at = 2020-06-01T11:00:00+07:00
summary = "Sapo mới."
"""


def test_the_bundled_day_is_right() -> None:
    day = load_day(DEMO / "hai-duong-2020-06-02", known_outlets=spider_classes())
    assert day.truth is not None
    told = [item for item in day.truth.items.values() if item.in_edition]
    assert len(told) == 31
    assert len({item.story for item in told}) == 14
    assert len(day.articles) >= 101


@pytest.mark.parametrize("folder", sorted(path.parent for path in DEMO.glob("*/day.toml")), ids=lambda path: path.name)
def test_every_bundled_day_can_be_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_folder([str(folder)]) == 0
    assert "thuộc bản tin" in capsys.readouterr().out


def test_the_documentation_names_every_key_and_word_of_the_format() -> None:
    words = (DEMO / "README.md").read_text("utf-8")
    closed = (*DAY_KEYS, *OFFICE_KEYS, *OUTLET_KEYS, *TROUBLES, *WAYS, *FRONT_KEYS, *EDIT_KEYS, *TRAPS, *ITEM_KEYS, *TOTALS)
    documented = set(re.split(r"[^\w-]+", words))
    missing = [
        word
        for word in (
            *closed,
            *OUTCOMES,
            *REVIEW_KEYS,
            *CASE_KEYS,
            *STATES,
            *VERIFIED,
            *EARLIER_KEYS,
            *HISTORY_FIGURES,
            *LABEL_KEYS,
            *SOURCES,
        )
        if word not in documented
    ]
    assert missing == []


def test_edits_make_versions_in_order_of_time(tmp_path: Path) -> None:
    day = load_day(write_day(tmp_path / "d", {"a": article("a", "tuoitre", "01 08:15", TITLE, summary="Sapo.", more=EDIT)}))
    one = day.articles[0]
    before, between, after = (
        one.version_at(datetime.fromisoformat(f"2020-06-01T{hour}:30:00+07:00")) for hour in ("09", "10", "11")
    )
    assert (before.title, between.title, after.title) == (TITLE, "Thanh Hà hoàn thành tưới vải", "Thanh Hà hoàn thành tưới vải")
    assert (between.summary, after.summary) == ("Sapo.", "Sapo mới.")
    assert len(between.blocks) == len(before.blocks) + 1
    assert after.slug_title == "Thanh Hà hoàn thành tưới vải"


def test_blocks_of_a_text() -> None:
    kinds = parse_blocks("Một\nđoạn.\n\n## Tiêu đề phụ\n\n![Chú thích]()\n\n- [[Bài một]]\n- [[Bài hai]]\n\nCuối.")
    assert [block.kind for block in kinds] == ["p", "h2", "photo", "related", "p"]
    assert kinds[0].text == "Một đoạn."
    assert kinds[3].items == ("Bài một", "Bài hai")


def test_every_mistake_is_named_at_once_with_its_file_and_key(tmp_path: Path) -> None:
    frame = FRAME.replace("invented = true", "invented = false\nextra = 1").replace("stories = 2", "stories = 5")
    frame += '\n[[outlet]]\nname = "khong-co"\ntrouble = "lạ"\n'
    wrong = {
        "a": article("b", "tuoitre", "01 08:15", TITLE, more='traps = ["sai"]'),
        "c": "không có phần đầu",
        "d": article("d", "bao-la", "01 08:15", TITLE, more="published_raw = 1").replace("+07:00", ""),
    }
    item = '[[item]]\nid = "{}"\nverdict = "passing"\nin_edition = {}\n'
    truth = item.format("a", "true") + item.format("z", "false")
    with pytest.raises(PressDayError) as caught:
        load_day(write_day(tmp_path / "d", wrong, frame=frame, truth=truth), known_outlets=["tuoitre"])
    said = str(caught.value)
    for part in (
        "day.toml: invented", "day.toml: extra", "day.toml: history[1].stories", "day.toml: outlet[1].name",
        "day.toml: outlet[1].trouble",
        "articles/a.md: id", "articles/a.md: traps", "articles/c.md", "articles/d.md: outlet", "articles/d.md: published:",
        "articles/d.md: published_raw", "truth.toml: a.story", "truth.toml: a.in_edition", "truth.toml: item[2].id",
    ):  # fmt: skip
        assert part in said, part
    assert len(caught.value.errors) >= 14


@pytest.mark.parametrize(
    ("missing", "said"), [("day.toml", "không có tệp này"), ("articles", "không có bài nào"), ("nothing", "")], ids=str
)
def test_a_folder_that_is_no_press_day(tmp_path: Path, missing: str, said: str) -> None:
    folder = write_day(tmp_path / "d", {"a": article("a", "tuoitre", "01 08:15", TITLE)})
    if missing == "nothing":
        assert load_day(folder).truth is None
        return
    (folder / "day.toml").unlink() if missing == "day.toml" else (folder / "articles" / "a.md").unlink()
    with pytest.raises(PressDayError, match=said):
        load_day(folder)


def test_totals_must_agree_with_the_items(tmp_path: Path) -> None:
    truth = '[[item]]\nid = "a"\nverdict = "passing"\nin_edition = false\n[totals]\narticles = 3\n'
    with pytest.raises(PressDayError, match="cộng lại là 0"):
        load_day(write_day(tmp_path / "d", {"a": article("a", "tuoitre", "01 08:15", TITLE)}, truth=truth))


def test_decomposed_text_is_refused(tmp_path: Path) -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", article("a", "tuoitre", "01 08:15", TITLE))
    with pytest.raises(PressDayError, match="NFC"):
        load_day(write_day(tmp_path / "d", {"a": text}))


def test_cases_are_read_and_their_mistakes_named(tmp_path: Path) -> None:
    row = '[[case]]\nnumber = "31/2020"\ntitle = "Rác tồn đọng"\noutlet = "tienphong"\npublished = 2020-05-18\n'
    good = row + 'agency = "UBND huyện"\nrule = "co-quan"\nanswered = 2020-06-01T16:00:00+07:00\n'
    day = load_day(write_day(tmp_path / "d", {"a": article("a", "tuoitre", "01 08:15", TITLE)}, frame=FRAME + good))
    assert [(case.number, case.state, case.rule) for case in day.cases] == [("31/2020", "da-tra-loi", "co-quan")]
    bad = row + row + 'rule = "co-quan"\ndue = 2020-05-29\nstate = "xong"\nmau = 1\n'
    with pytest.raises(PressDayError) as error:
        load_day(write_day(tmp_path / "e", {"a": article("a", "tuoitre", "01 08:15", TITLE)}, frame=FRAME + bad))
    said = "\n".join(error.value.errors)
    for wanted in ("case[2].number: “31/2020” khai hai lần", "case[2].due", "case[2].state: “xong”", "case[2].mau"):
        assert wanted in said
