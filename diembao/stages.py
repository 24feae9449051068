"""The stages of a day that run before the edition is built, in their order: each is a command of ours, run as a child process.

In: nothing. Out: `STAGES`, the names that `--skip` takes, and how long each may run. Imports nothing, so that `--help` answers at
once.
"""

from __future__ import annotations

from collections.abc import Mapping

PATIENCE_SECONDS: Mapping[str, int] = {  # a stage that hangs must not cost the edition
    "crawl": 2 * 3600,
    "annotate": 3600,
}
STAGES = tuple(PATIENCE_SECONDS)
MENDING = ("outlets", "mend")  # the command that looks for better lists by night
MENDING_SECONDS = 3600
