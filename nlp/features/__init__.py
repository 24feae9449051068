"""Text as numbers, the cue words, the checked weights.

In: texts. Out: features and scores. Modules in the door: `cue_words`, `concepts`, `fingerprint` (what decides a
judgement, as one name), `texts` (the forms of a text), `vectors`
(sparse and dense features), `weights` (models of data/models).
"""

from __future__ import annotations

__all__ = ["concepts", "cue_words", "fingerprint", "texts", "vectors", "weights"]
