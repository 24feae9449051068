"""How each outlet is doing: health rules, usual yield, the live probe.

In: what a run counted, an outlet's history. Out: `Health`. Modules in the door: `probe` (what works on the live web),
`probe_report`, `yield_baseline`, `rhythm` (usual articles by weekday), `list_health`, `outlet_lists` (states of lists, and what
they mean for the outlet).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.monitoring.health import BAD_STATES, Health, SpiderReport, assess_health

__all__ = [
    "BAD_STATES",
    "Health",
    "SpiderReport",
    "assess_health",
    "list_health",
    "outlet_lists",
    "probe",
    "probe_report",
    "rhythm",
    "yield_baseline",
]
__getattr__ = door(__name__, {"BAD_STATES": "health", "Health": "health", "SpiderReport": "health", "assess_health": "health"})
