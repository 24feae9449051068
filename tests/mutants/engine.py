"""The one door to cosmic-ray and its parser: nodes of a source text, operators, a fault put into a file, tests run beside it.

In: source text, names of operators, a command. Out: plain values. cosmic-ray carries no types, so they are given here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import parso
from cosmic_ray import plugins  # type: ignore[import-untyped]
from cosmic_ray.ast import ast_nodes  # type: ignore[import-untyped]
from cosmic_ray.mutating import mutate_code, use_mutation  # type: ignore[import-untyped]
from cosmic_ray.testing import run_tests  # type: ignore[import-untyped]
from cosmic_ray.work_item import TestOutcome  # type: ignore[import-untyped]

Node = Any  # of parso, whose nodes have attributes by their grammar


def add_operators(provider: str, operators: Mapping[str, type]) -> None:
    """Make operators known to cosmic-ray as "<provider>/<name>"."""
    plugins.OPERATOR_PROVIDERS[provider] = operators


def nodes_of(source: str) -> list[Node]:
    """All nodes of a source text, in the order in which cosmic-ray counts an operator's occurrences."""
    return list(ast_nodes(parso.parse(source)))  # type: ignore[no-untyped-call]


def operator_named(name: str) -> Any:
    """An operator: `mutation_positions(node)` and `mutate(node, index)`."""
    return plugins.get_operator(name)()


def mutated(source: str, operator: str, occurrence: int) -> str:
    """The source with one fault. Raises ValueError when the operator has no such occurrence."""
    text = mutate_code(source, operator_named(operator), occurrence)
    if text is None:
        raise ValueError(f"{operator} has no occurrence {occurrence}")
    return str(text)


@contextmanager
def fault(path: Path, operator: str, occurrence: int) -> Iterator[tuple[str, str]]:
    """Put one fault into the file while the block runs; (source before, source after)."""
    with use_mutation(path, operator_named(operator), occurrence) as (before, after):
        if after is None:
            raise ValueError(f"{path}: {operator} has no occurrence {occurrence}")
        yield before, after


def run_command(command: str, limit: float) -> tuple[bool, str]:
    """Run tests for at most so many seconds: whether all passed, what they printed. Raises RuntimeError if they do not start."""
    outcome, output = run_tests(command, limit)
    if outcome == TestOutcome.INCOMPETENT:
        raise RuntimeError(f"the tests did not start: {output}")
    return outcome == TestOutcome.SURVIVED, str(output)
