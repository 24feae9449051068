"""The facts of outlets that an office states itself: `outlets.toml` beside its settings.

In: the file, bundled facts to compare with. Out: `OutletEntry` records, or every fault at once; the file written anew with the
operator's comments kept; OPML in and out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.local_facts.entry import BrokenOutlets, OutletEntry, Pause
    from crawler.local_facts.fact_readers import FACTS
    from crawler.local_facts.opml import Subscription, as_opml, read_opml
    from crawler.local_facts.outlets_file import hosts_of, read_outlets_file
    from crawler.local_facts.writing import as_toml, change_entry, write_entry

__all__ = [
    "FACTS", "BrokenOutlets", "OutletEntry", "Pause", "Subscription", "as_opml", "as_toml", "change_entry", "hosts_of",
    "read_opml", "read_outlets_file", "write_entry",
]  # fmt: skip
__getattr__ = door(
    __name__,
    {
        "BrokenOutlets": "entry",
        "OutletEntry": "entry",
        "Pause": "entry",
        "FACTS": "fact_readers",
        "Subscription": "opml",
        "as_opml": "opml",
        "read_opml": "opml",
        "hosts_of": "outlets_file",
        "read_outlets_file": "outlets_file",
        "as_toml": "writing",
        "change_entry": "writing",
        "write_entry": "writing",
    },
)
