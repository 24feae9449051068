"""The mutation run itself: its operators, what is spared, a draw that can be met again, and its reckoning."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("cosmic_ray")

from tests.mutants import draw
from tests.mutants.engine import operator_named
from tests.mutants.operators import OURS, register
from tests.mutants.reach import Source
from tests.mutants.report import share, survivors, verdict
from tests.mutants.run import Result, difference

ROOT = Path(__file__).resolve().parents[2]
SPARED = '''
from typing import TYPE_CHECKING, Literal
if TYPE_CHECKING:
    import decimal
__all__ = ["a"][0:1]

@cache(maxsize=40)
def first(value: Literal[1], other: int) -> Literal[2]:
    """Number 3 is in a docstring."""
    log.info("told", 4 if value else 5)
    if value:
        raise ValueError(f"{value + 6}" if other else "7")
'''


def result(verdict: str, **fields: object) -> Result:
    row = {"group": "g", "file": "a.py", "line": 3, "operator": "ours/RaiseNumber", "occurrence": 0, "diff": ["-a = 1", "+a = 2"]}
    return Result(**row | {"verdict": verdict} | fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(OURS))
def test_an_operator_does_what_its_examples_say(name: str, tmp_path: Path) -> None:
    register()
    for example in operator_named(f"ours/{name}").examples():
        (tmp_path / "a.py").write_text(example.pre_mutation_code, encoding="utf-8")
        mutant = draw.Mutant("g", "a.py", 1, f"ours/{name}", example.occurrence)
        assert mutant.mutated(tmp_path) == example.post_mutation_code


def test_messages_types_and_guards_are_spared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_text(SPARED, encoding="utf-8")
    monkeypatch.setattr(draw, "deciding_modules", lambda _root: {"a.py": "g"})
    assert [(mutant.operator, mutant.line) for mutant in draw.all_mutants(tmp_path)] == [("ours/NegateCondition", 11)]


def test_a_draw_can_be_met_again_and_its_mutants_are_python() -> None:
    mutants = draw.draw(ROOT, 7, 40)
    assert mutants == draw.draw(ROOT, 7, 40)
    assert mutants != draw.draw(ROOT, 8, 40)
    assert len({mutant.key for mutant in mutants}) == 40
    for mutant in mutants:
        before = (ROOT / mutant.file).read_text(encoding="utf-8")
        after = mutant.mutated(ROOT)
        assert ast.dump(ast.parse(after)) != ast.dump(ast.parse(before))
        assert difference(before, after)


def test_a_line_at_import_is_reached_by_those_who_read_its_names(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "LIMIT = 3\nTABLE = {1: LIMIT}\n\n\ndef f(a: int = 4) -> int:\n    return TABLE[a]\n", encoding="utf-8"
    )
    source = Source(tmp_path / "a.py")
    assert source.defined_at(1) == {"LIMIT"}
    assert source.passed_on["LIMIT"] == {"TABLE"}
    assert source.readers["TABLE"] == [6]
    assert list(source.lazy[5]) == [6]


def test_the_share_leaves_out_equivalent_mutants_and_they_are_few() -> None:
    rows = [result("killed")] * 76 + [result("survived")] * 19 + [result("equivalent")] * 5
    assert share(rows) == pytest.approx(0.8)
    assert verdict(rows)[0]
    assert not verdict([*rows, result("survived")])[0]
    assert not verdict([result("killed")] * 94 + [result("equivalent")] * 6)[0]
    assert survivors(rows[-6:])[1:] == ["a.py:3 RaiseNumber (0 tests passed)", "    -a = 1", "    +a = 2"]


def test_equivalent_mutants_are_in_the_code() -> None:
    named = tomllib.loads((draw.FOLDER / "equivalent.toml").read_text(encoding="utf-8")).get("mutant", [])
    for entry in named:
        source = (ROOT / entry["file"]).read_text(encoding="utf-8")
        assert entry["line"] in " ".join(line.strip() for line in source.splitlines()), entry
        assert entry["reason"]
