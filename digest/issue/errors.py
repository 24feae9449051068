"""Why an edition cannot be issued, read or changed. Every message is Vietnamese and says what to do.

In: nothing. Out: the errors that the modules of this package raise; the command line turns them into exit status 2.
"""

from __future__ import annotations

from typing import Self

from data.errors import OperatorError


class IssueError(OperatorError):
    """The edition cannot be issued, read or changed as asked; the message is Vietnamese."""


class NotYet(IssueError):
    """The edition's day has not come, or no edition is issued on it."""


class BrokenFigures(IssueError):
    """The edition contradicts itself and must not be sent; the message names every broken identity."""


class MissingPart(IssueError):
    """The edition has no part for this recipient group, or no file of this form."""

    @classmethod
    def of_group(cls, group: str) -> Self:
        """Make the error for a group that the edition has no part for."""
        return cls(f"Bản tin này không có phần của nhóm “{group}”. Cách xử lý: xem các mục [group.…] trong tệp cài đặt.")


class UnwrittenFiles(IssueError):
    """The files of an edition could not be written; the edition is safe in the archive."""


class ChangeError(IssueError):
    """The change cannot be made; nothing was changed."""
