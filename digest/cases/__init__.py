"""Issues followed until they are answered: the block of the edition, and opening, changing, deadlines.

In: the archive's cases and what a person asks. Out: records. Modules in the door: `block` (the edition's block of cases),
`service` (what a person does with cases).
"""

from __future__ import annotations

__all__ = ["block", "service"]
