"""Locks on files: one run of an office at a time, one sender of mails at a time.

In: the path of a lock file. Out: a context that holds it. `lock` refuses with `Busy` while another process holds it, `one_sender`
waits. The system lets go of a lock when its process ends, however it ends.
"""

from __future__ import annotations

import fcntl
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from data.errors import OperatorError

_held: Counter[Path] = Counter()  # by this process: a turn inside a turn is the same turn


@contextmanager
def one_sender(path: Path) -> Generator[None, None, None]:
    """Wait for the turn to send an office's mails, and hold it. Another sender is done within its server's time-outs."""
    path = path.resolve()
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


class Busy(OperatorError):
    """Another `diembao day` of this office is at work; the text is Vietnamese."""


@contextmanager
def lock(path: Path) -> Generator[None, None, None]:
    """Hold the office's lock file; the system lets go of it when this process ends, however it ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy(f"Một lượt chạy khác của cơ quan này đang làm việc ({path}). Cách xử lý: chờ lượt đó xong.") from error
        yield
