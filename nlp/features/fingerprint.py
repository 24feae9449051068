"""One short name of all that decides a judgement besides the article and the province: models, word lists, rules, units.

In: the files themselves. Out: 10 hexadecimal digits, the same on every machine with the same files. A rule that changes in any
byte gives another name, so that nobody has to raise a number by hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from data.paths import DATA, MODELS, PROVINCES, ROOT, TOPICS_FILE

NLP = ROOT / "nlp"
# Modules at the root of nlp that bring articles to the judge or group them, but judge nothing.
NOT_JUDGING = frozenset({"__init__.py", "annotate.py"})
PACKAGES = (
    *(NLP / name for name in ("classification", "entities", "features", "lexicons", "relevance", "tagging")),
    DATA / "gazetteer",
    DATA / "text",
)
# SHA256SUMS stands for the models: each is compared with it before its first use.
SINGLE = (MODELS / "SHA256SUMS", PROVINCES / "units.tsv", TOPICS_FILE, TOPICS_FILE.with_suffix(".py"), DATA / "phrases.py")


def list_rule_files() -> Iterator[Path]:
    """Every file that decides a judgement, in no particular order."""
    yield from SINGLE
    yield from (path for path in NLP.glob("*.py") if path.name not in NOT_JUDGING)
    for package in PACKAGES:
        yield from package.glob("*.py")
        yield from package.glob("*.toml")


@cache
def compute_fingerprint() -> str:
    """The name of the rules as they are on disk when first asked."""
    return hash_files(list_rule_files(), ROOT)


def hash_files(paths: Iterable[Path], root: Path) -> str:
    """10 hexadecimal digits of the names and bytes of some files below a folder, whatever order they come in."""
    total = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in paths):
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()[:10]
