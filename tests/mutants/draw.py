"""All mutants of the deciding modules, and a draw of them by a seed.

In: the root of a tree, the table of modules. Out: `Mutant` records, the same for the same tree and seed.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.engine import Node, mutated, nodes_of, operator_named
from tests.mutants.operators import register

FOLDER = Path(__file__).resolve().parent
WORDING = {"fstring", "raise_stmt", "decorator"}  # messages for people, and the sizes of caches
LOGGERS = {"log", "logger", "LOG", "logging", "print", "warnings"}


@dataclass(frozen=True)
class Mutant:
    """One small fault. `line` counts from 1, `occurrence` from 0 among the operator's positions in the file."""

    group: str
    file: str
    line: int
    operator: str
    occurrence: int

    @property
    def key(self) -> str:
        """Names the mutant within one state of the tree."""
        return f"{self.file}:{self.line}:{self.operator}:{self.occurrence}"

    def mutated(self, root: Path) -> str:
        """The whole source text with the fault in it."""
        return mutated((root / self.file).read_text(encoding="utf-8"), self.operator, self.occurrence)


def deciding_modules(root: Path) -> dict[str, str]:
    """Group by file; the patterns are in `modules.toml`. Raises ValueError for a pattern that matches no file."""
    groups: Mapping[str, list[str]] = tomllib.loads((FOLDER / "modules.toml").read_text(encoding="utf-8"))["groups"]
    files: dict[str, str] = {}
    for group, patterns in groups.items():
        for pattern in patterns:
            matches = sorted(path for path in root.glob(pattern) if path.suffix == ".py")
            if not matches:
                raise ValueError(f"tests/mutants/modules.toml: {pattern} matches no file")
            for path in matches:
                files.setdefault(str(path.relative_to(root)), group)
    return files


def all_mutants(root: Path) -> list[Mutant]:
    """Every mutant of every deciding module, in a fixed order."""
    names = register()
    mutants: list[Mutant] = []
    for file, group in sorted(deciding_modules(root).items()):
        nodes = nodes_of((root / file).read_text(encoding="utf-8"))
        for name in names:
            mutants += [Mutant(group, file, line, name, occurrence) for occurrence, line in _positions(nodes, name)]
    return mutants


def draw(root: Path, seed: int, count: int) -> list[Mutant]:
    """`count` mutants (all, if there are fewer), each as likely as any other."""
    mutants = all_mutants(root)
    return random.Random(seed).sample(mutants, min(count, len(mutants)))  # noqa: S311 - a draw, not a secret


def _positions(nodes: Sequence[Node], name: str) -> Iterator[tuple[int, int]]:
    """(occurrence, line) of an operator's positions that may be mutated. Occurrences count all positions, as cosmic-ray does."""
    operator = operator_named(name)
    occurrence = 0
    for node in nodes:
        for start, _end in operator.mutation_positions(node):
            if not any(_spared(child, parent) for child, parent in _lineage(node)):
                yield occurrence, start[0]
            occurrence += 1


def _lineage(node: Node) -> Iterator[tuple[Node, Node]]:
    """(node, its parent), from the node itself up to the module."""
    while node.parent is not None:
        yield node, node.parent
        node = node.parent


def _spared(node: Node, parent: Node) -> bool:
    """Whether a node is a message, a type or a guard of imports: nothing is decided there."""
    if node.type in WORDING or parent.type in WORDING:
        return True
    if parent.type in {"annassign", "tfpdef"} or (parent.type == "funcdef" and node is getattr(parent, "annotation", None)):
        return parent.type != "annassign" or node is parent.children[1]
    if parent.type in {"atom_expr", "power"}:
        return getattr(parent.children[0], "value", "") in LOGGERS
    if node.type == "if_stmt":
        condition = node.children[1].get_code(include_prefix=False)
        return bool(condition.endswith("TYPE_CHECKING") or condition.startswith("__name__"))
    return bool(parent.type == "expr_stmt") and getattr(parent.children[0], "value", "") == "__all__"
