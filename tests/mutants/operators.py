"""Mutation operators that cosmic-ray lacks, and the list of all operators in use.

In: nodes of a parso tree. Out: positions and mutated nodes, as cosmic-ray's `Operator` asks. `register` makes them known to it.
"""

from __future__ import annotations

from collections.abc import Iterator

import parso
from cosmic_ray.operators.operator import Example, Operator  # type: ignore[import-untyped]
from parso.python.tree import Number
from parso.tree import search_ancestor

from tests.mutants.engine import Node, add_operators

Position = tuple[int, int]
Span = tuple[Position, Position]
EMPTY = {  # by the name of a declared return type
    "bool": "False", "int": "0", "float": "0.0", "str": '""', "bytes": 'b""', "list": "[]", "tuple": "()", "dict": "{}",
    "set": "set()", "frozenset": "frozenset()", "Sequence": "()", "Mapping": "{}", "Iterator": "iter(())", "Collection": "()",
}  # fmt: skip
CORE = (
    "ReplaceComparisonOperator_Lt_LtE", "ReplaceComparisonOperator_Lt_GtE",
    "ReplaceComparisonOperator_LtE_Lt", "ReplaceComparisonOperator_LtE_Gt",
    "ReplaceComparisonOperator_Gt_GtE", "ReplaceComparisonOperator_Gt_LtE",
    "ReplaceComparisonOperator_GtE_Gt", "ReplaceComparisonOperator_GtE_Lt",
    "ReplaceComparisonOperator_Eq_NotEq", "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceComparisonOperator_Is_IsNot", "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceUnaryOperator_Delete_Not",
)  # fmt: skip


def replaced(node: Node, code: str) -> Node:
    """A node of this code that keeps the space and comments before `node`."""
    return parso.parse(node.get_first_leaf().prefix + code)  # type: ignore[no-untyped-call]


class NegateCondition(Operator):  # type: ignore[misc]
    """`if x:` becomes `if not (x):`; in `elif`, `while`, ternaries, comprehensions too. Comparisons and `not` have operators."""

    def mutation_positions(self, node: Node) -> Iterator[Span]:
        for index in self._conditions(node):
            yield node.children[index].start_pos, node.children[index].end_pos

    def mutate(self, node: Node, index: int) -> Node:
        place = self._conditions(node)[index]
        condition = node.children[place]
        node.children[place] = replaced(condition, f"not ({condition.get_code(include_prefix=False)})")
        return node

    @staticmethod
    def _conditions(node: Node) -> list[int]:
        """Which children of the node are conditions."""
        places: list[int] = []
        if node.type in {"if_stmt", "while_stmt"}:
            words = [getattr(child, "value", "") for child in node.children]
            places = [index + 1 for index, word in enumerate(words) if word in {"if", "elif", "while"}]
        elif node.type == "comp_if":
            places = [1]
        elif node.type == "test" and len(node.children) == 5:  # a if b else c
            places = [2]
        return [index for index in places if node.children[index].type not in {"comparison", "not_test"}]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (
            Example("if a or b: pass", "if not (a or b): pass"),
            Example("if a == 1: pass\nelif b: pass", "if a == 1: pass\nelif not (b): pass"),
            Example("x = a if b else c", "x = a if not (b) else c"),
            Example("[a for a in b if a]", "[a for a in b if not (a)]"),
        )


class TurnMembership(Operator):  # type: ignore[misc]
    """`in` becomes `not in` and back."""

    def mutation_positions(self, node: Node) -> Iterator[Span]:
        for index in self._memberships(node):
            yield node.children[index].start_pos, node.children[index].end_pos

    def mutate(self, node: Node, index: int) -> Node:
        place = self._memberships(node)[index]
        turned = "not in" if node.children[place].get_code().strip() == "in" else "in"
        node.children[place] = replaced(node.children[place], turned)
        return node

    @staticmethod
    def _memberships(node: Node) -> list[int]:
        if node.type != "comparison":
            return []
        return [index for index in range(1, len(node.children), 2) if node.children[index].get_code().split()[-1] == "in"]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("a in b", "a not in b"), Example("a not in b", "a in b"))


class RaiseNumber(Operator):  # type: ignore[misc]
    """A whole number is raised by one, a fraction by half of itself, so that a threshold stays a possible one."""

    def mutation_positions(self, node: Node) -> Iterator[Span]:
        if isinstance(node, Number) and not node.value.lower().endswith("j"):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Node, index: int) -> Node:
        text = node.value.replace("_", "")
        whole = text.isdigit() or text[:2].lower() in {"0x", "0b", "0o"}
        raised = str(int(text, 0) + 1) if whole else str((float(text) * 1.5) or 1.0)
        return Number(raised, node.start_pos, node.prefix)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("x = 1", "x = 2"), Example("x = 0.5", "x = 0.75"), Example("x = 0.0", "x = 1.0"))


class EmptyReturn(Operator):  # type: ignore[misc]
    """`return x` becomes the empty value of the return type the function declares; `None` where it has none."""

    def mutation_positions(self, node: Node) -> Iterator[Span]:
        if node.type == "return_stmt" and node.children[1].get_code(include_prefix=False) not in {"None", *EMPTY.values()}:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Node, index: int) -> Node:
        function: Node = search_ancestor(node, "funcdef")
        declared = function.annotation.get_code(include_prefix=False) if function and function.annotation else "None"
        value = "None" if declared.replace(" ", "").endswith("|None") else EMPTY.get(declared.split("[")[0], "None")
        node.children[1] = replaced(node.children[1], value)
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (
            Example("def f() -> list[int]:\n    return [1]", "def f() -> list[int]:\n    return []"),
            Example("def f() -> str | None:\n    return 'a'", "def f() -> str | None:\n    return None"),
            Example("def f() -> bool:\n    return a and b", "def f() -> bool:\n    return False"),
        )


OURS: dict[str, type] = {cls.__name__: cls for cls in (NegateCondition, TurnMembership, RaiseNumber, EmptyReturn)}


def register() -> tuple[str, ...]:
    """Make our operators known to cosmic-ray under "ours/"; the names of all operators in use."""
    add_operators("ours", OURS)
    return (*(f"core/{name}" for name in CORE), *(f"ours/{name}" for name in OURS))
