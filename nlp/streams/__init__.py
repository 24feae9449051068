"""What `judge`, `names` and `group` answer to a stream of JSON lines.

In: lines of text. Out: one object a line; a bad line is told and the rest goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from nlp.streams.jsonl import BadLine, article_of, id_of, line_of, numbered
    from nlp.streams.lines import group_lines, judge_line, name_line

__all__ = ["BadLine", "article_of", "group_lines", "id_of", "judge_line", "line_of", "name_line", "numbered"]
__getattr__ = door(
    __name__,
    {
        "BadLine": "jsonl",
        "article_of": "jsonl",
        "id_of": "jsonl",
        "line_of": "jsonl",
        "numbered": "jsonl",
        "group_lines": "lines",
        "judge_line": "lines",
        "name_line": "lines",
    },
)
