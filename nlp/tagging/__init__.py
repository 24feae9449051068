"""Vietnamese sentences, words and tags; the only import of underthesea; our fast decoder and its fallback.

In: any text. Out: sentences, words, tags, exactly as the library gives them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from nlp.tagging.underthesea import Row, tag_text

__all__ = ["Row", "tag_text", "underthesea"]
__getattr__ = door(__name__, {"Row": "underthesea", "tag_text": "underthesea"})
