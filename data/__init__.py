"""The floor: what every stage stands on, and nothing that knows one of them.

In: nothing of ours. Out: records, text rules, the dated map, settings, archive, crawl store. Its root modules are the door:
`benchmark`, `errors`, `lazy` (doors), `paths`, `phrases`.
"""

from __future__ import annotations

__all__ = ["benchmark", "errors", "lazy", "paths", "phrases"]
