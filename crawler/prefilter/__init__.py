"""Can this raw page name a watched province at all?

In: the bytes of a page. Out: yes or no; never no where the matcher would find a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.prefilter.prefilter import Prefilter

__all__ = ["Prefilter"]
__getattr__ = door(__name__, {"Prefilter": "prefilter"})
