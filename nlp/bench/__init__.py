"""Speed beside underthesea and datasketch.

In: a corpus. Out: races (`data.benchmark.Race`), printed by `diembao bench`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from nlp.bench.corpus import BenchError
    from nlp.bench.names_judge import race_judge, race_names
    from nlp.bench.reprints import race_repeats

__all__ = ["BenchError", "race_judge", "race_names", "race_repeats"]
__getattr__ = door(
    __name__, {"BenchError": "corpus", "race_judge": "names_judge", "race_names": "names_judge", "race_repeats": "reprints"}
)
