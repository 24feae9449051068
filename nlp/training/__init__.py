"""How every shipped model is trained, carded and measured.

In: labelled material. Out: models, cards, the quality table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from nlp.training.evaluate import Figure, format_table, measure_models
    from nlp.training.external_topics import measure
    from nlp.training.runs import MaterialError, measure_corrections, read_corrected_pairs, train_model

__all__ = [
    "Figure",
    "MaterialError",
    "format_table",
    "measure",
    "measure_corrections",
    "measure_models",
    "read_corrected_pairs",
    "train_model",
]
__getattr__ = door(
    __name__,
    {
        "Figure": "evaluate",
        "format_table": "evaluate",
        "measure_models": "evaluate",
        "measure": "external_topics",
        "MaterialError": "runs",
        "measure_corrections": "runs",
        "read_corrected_pairs": "runs",
        "train_model": "runs",
    },
)
