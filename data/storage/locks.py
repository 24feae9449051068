"""One sender at a time: `watch`, cron and a person may all send; each waits for its turn, so that no mail goes out twice.

In: the settings. Out: a lock held while mails are sent. The system lets go of it when a process ends, however it ends.
"""

from __future__ import annotations

import fcntl
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from data.settings.office import Office

_held: Counter[Path] = Counter()  # by this process: a turn inside a turn is the same turn


@contextmanager
def one_sender(office: Office) -> Generator[None, None, None]:
    """Wait for the turn to send this office's mails, and hold it. Another sender is done within its server's time-outs."""
    path = (office.var_dir / f"{office.office_province}.send.lock").resolve()
    if _held[path]:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _held[path] += 1
        try:
            yield
        finally:
            _held[path] -= 1
