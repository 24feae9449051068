"""The word lists: read, checked and shared; the lists of "death" that the judges use, in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.paths import LEXICONS
from nlp.classification import flags
from nlp.features import concepts, cue_words, event_cues
from nlp.lexicons import LexiconError, PhraseList, load_lexicon, load_lexicons

IDEAS = """
[[death]]
tags = ["tone", "urgent"]
vi = ["tử vong"]
[[death]]
tags = ["urgent"]
vi = ["chết cháy"]
en = ["deaths?"]
"""
CUES = """
[hurt]
vi = ["bị thương"]
en = ["injur*"]

[death]
vi = ["giết"]
from = ["death.tone"]

[names]
as_written = true
vi = ["Nguyễn"]
"""
URGENT = '[deaths]\nfrom = ["death.urgent"]\n'


def written(folder: Path, *, ideas: str = IDEAS, cues: str = CUES, urgent: str = URGENT) -> Path:
    for name, text in (("ideas", ideas), ("cues", cues), ("urgent", urgent)):
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def refusal(folder: Path) -> list[str]:
    with pytest.raises(LexiconError) as refused:
        load_lexicons(folder)
    return str(refused.value).splitlines()


def test_lists_come_in_the_order_of_the_file_with_what_they_share(tmp_path: Path) -> None:
    lexicons = load_lexicons(written(tmp_path))
    assert list(lexicons) == ["cues", "urgent"]
    assert list(lexicons["cues"]) == ["hurt", "death", "names"]
    assert lexicons["cues"]["death"] == PhraseList("cues.death", ("giết", "tử vong"), ())
    assert lexicons["urgent"]["deaths"] == PhraseList("urgent.deaths", ("tử vong", "chết cháy"), ("deaths?",))
    assert lexicons["urgent"]["deaths"].phrases == ("tử vong", "chết cháy", "deaths?")


def test_a_list_is_a_pattern_alternatives_or_a_set(tmp_path: Path) -> None:
    lexicons = load_lexicons(written(tmp_path))
    deaths, hurt, names = lexicons["urgent"]["deaths"], lexicons["cues"]["hurt"], lexicons["cues"]["names"]
    assert deaths.alternatives == "tử vong|chết cháy|deaths?"
    assert deaths.pattern().findall("hai người tử vong, 2 deaths, deathsx") == ["tử vong", "deaths"]
    assert deaths.pattern(ignore_case=True).search("Tử vong") and not deaths.pattern().search("Tử vong")
    assert names.words() == {"Nguyễn"} and names.plain() == ("Nguyễn",)
    with pytest.raises(LexiconError, match=r"cues\.hurt: “injur\*” chỉ được gồm chữ"):
        hurt.words()


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    ideas = IDEAS + '[[death]]\ntags = ["none"]\nvi = ["tử vong"]\n[[death]]\nvi = ["tử nạn"]\n[fire]\nvi = ["cháy"]\n'
    cues = '[hurt]\nvi = ["Bị thương", "hoà"]\ncolour = "red"\nas_written = 1\n[empty]\nvi = []\n[text]\nvi = "chết"\n[death]\n'
    cues += 'vi = ["tử vong", "(a"]\nfrom = ["death.tone", "death.colour"]\n'
    lines = refusal(written(tmp_path, ideas=ideas, cues=cues))
    assert sorted(lines[1:-1]) == sorted(
        [
            "- ideas.toml: [[death]] thứ 4: thiếu tags",
            "- ideas.toml: [[death]] vi: “tử vong” lặp lại",
            "- ideas.toml: [[fire]] phải viết bằng hai ngoặc vuông",
            "- ideas.toml: nhãn “death.none” không danh sách nào dùng",
            "- cues.toml: [hurt] khóa “colour” không có trong mẫu",
            "- cues.toml: [hurt] as_written: phải là true hoặc false",
            "- cues.toml: [hurt] vi: “hoà” đặt dấu kiểu cũ, cần viết “hòa”",
            "- cues.toml: [empty] không có cụm từ nào",
            "- cues.toml: [text] vi: phải là danh sách chữ trong ngoặc vuông",
            "- cues.toml: [text] không có cụm từ nào",
            "- cues.toml: [death] vi: “(a”: ngoặc mở mà không đóng",
            "- cues.toml: [death] from: không có “death.colour” trong ideas.toml",
            "- cues.toml: [death] vi: “tử vong” lặp lại",
        ]
    )
    assert lines[0] == "Các danh sách từ có 13 chỗ sai:"
    assert lines[-1] == f"Cách xử lý: sửa tệp trong {tmp_path}."


def test_capitals_are_told_where_they_are_not_allowed(tmp_path: Path) -> None:
    assert "- urgent.toml: [x] vi: “Chết” có chữ hoa" in refusal(written(tmp_path, urgent=URGENT + '[x]\nvi = ["Chết"]\n'))


def test_a_broken_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    assert refusal(tmp_path)[1] == "- không có tệp .toml nào"
    assert refusal(written(tmp_path, cues="[hurt"))[1].startswith("- cues.toml: không đọc được (")


def test_the_shipped_lists_are_sound_and_read_once() -> None:
    assert set(load_lexicons(LEXICONS)) == {"concepts", "event_cues", "names", "people", "summary", "tone_cues", "urgent"}
    assert load_lexicon("urgent") is load_lexicon("urgent")
    with pytest.raises(KeyError):
        load_lexicon("ideas")


def test_one_list_of_death_gives_each_judge_its_own() -> None:
    """The models were trained with the first two, the rules measured with the others."""
    assert set(cue_words.SIGN_CUES["death"]) == {
        "tử vong", "thiệt mạng", "chết", "tử nạn", "thi thể", "qua đời", "đuối nước", "thương vong", "án mạng", "giết", "sát hại",
        "tử thi", "mất tích", "chết đuối",
    }  # fmt: skip
    assert set(event_cues.HAPPENINGS["death"].split("|")) == {
        "tử vong", "thiệt mạng", "tử nạn", "thi thể", "chết", "đuối nước", "mất tích", "qua đời", "đột tử", "nạn nhân",
        "thương vong",
    }  # fmt: skip
    deaths = load_lexicon("urgent")["deaths"]
    assert deaths.pattern() == flags.DEATHS
    assert set(deaths.phrases) == {
        "tử vong", "thiệt mạng", "tử nạn", "chết đuối", "đuối nước", "chết cháy", "người chết", "chết tại chỗ", "bị sát hại",
        "án mạng", "giết người", "thi thể", "thương vong", "cuốn trôi", "mất tích", "đâm chết", "chém chết", "cùng chết",
        "killed", "deaths?", "dead",
    }  # fmt: skip
    died = load_lexicon("urgent")["toll_died"]
    assert set(died.phrases) == {"tử vong", "thiệt mạng", "chết", "tử nạn", "mất tích"}
    assert died.alternatives in flags.TOLL.pattern
    assert set(concepts.NOTIONS["victims"][1].split("|")) == {
        "nạn nhân", "tử vong", "thiệt mạng", "người chết", "bị thương", "cấp cứu", "cứu nạn", "thoát chết",
    }  # fmt: skip
