"""From the archive to a kept edition and its parts; a person's edits. Door: `issue_edition`, `editing`, `review`."""

from __future__ import annotations

from digest.issue.errors import IssueError
from digest.issue.issue import Issued, describe_edition, issue_edition, issue_part, read_file

__all__ = [
    "IssueError", "Issued", "assemble", "describe_edition", "editing", "errors", "issue_edition", "issue_part", "out_folder",
    "parts", "read_file", "review",
]  # fmt: skip
