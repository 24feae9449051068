"""From articles to an edition: choose, group, rank, count, check. Pure: the same inputs, the same edition.

In: `EditionInputs`. Out: `Edition`. Modules in the door: `build`, `counts`, `edits` (a person's changes), `sensitive`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from digest.edition.alerted import HELD, find_alerted_stories
    from digest.edition.numbering import number_stories
    from digest.edition.story import extract_sentences, sanitise_url

__all__ = [
    "HELD",
    "build",
    "counts",
    "edits",
    "extract_sentences",
    "find_alerted_stories",
    "number_stories",
    "sanitise_url",
    "sensitive",
]
__getattr__ = door(
    __name__,
    {
        "HELD": "alerted",
        "find_alerted_stories": "alerted",
        "number_stories": "numbering",
        "extract_sentences": "story",
        "sanitise_url": "story",
    },
)
