"""Persons, organisations and places of a text, and whose names are not kept.

In: a `Document` or tagged sentences. Out: `Name`s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from nlp.entities.names import extract_names, extract_tagged_names
    from nlp.entities.privacy import redact_names

__all__ = ["extract_names", "extract_tagged_names", "redact_names"]
__getattr__ = door(__name__, {"extract_names": "names", "extract_tagged_names": "names", "redact_names": "privacy"})
