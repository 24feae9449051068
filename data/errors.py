"""One tree of errors by meaning: what a person at the office can put right.

In: a Vietnamese message that says what happened, to which thing, and what to do ("Cách xử lý: …"). Out: `OperatorError` and its
children, raised by the libraries and told once, by the command line or the desk. A fault of the program is never one of them.
"""

from __future__ import annotations


class OperatorError(Exception):
    """A person can put it right; the message is Vietnamese and complete. Nothing that was kept is lost."""

    exit_status = 2  # cannot run; a child that stands for "some input was not handled" says 1
