"""Vietnamese text: normal forms, collation, dates, URLs, a scan that keeps offsets.

In: any string of a page, feed or query. Out: text, keys, dates and addresses in one form. Modules in the door: `dates` (reading
and writing dates and times), `normal` (forms of a text), `people` (family names), `scan` (normal text with the offsets of the
original), `urls` (canonical addresses, ids).
"""

from __future__ import annotations

from data.text import dates, normal, people, scan, urls
from data.text.collation import sort_key
from data.text.dates import local
from data.text.normal import compare_key, fold, nfc, slug, tidy

__all__ = ["compare_key", "dates", "fold", "local", "nfc", "normal", "people", "scan", "slug", "sort_key", "tidy", "urls"]
