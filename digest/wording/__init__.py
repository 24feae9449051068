"""The Vietnamese sentences about an edition and a story; nothing here decides or counts.

In: `Edition`, `EditionStory`. Out: sentences. The door is its two modules: `edition` and `story`.
"""

from __future__ import annotations

__all__ = ["edition", "story"]
