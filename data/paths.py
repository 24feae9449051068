"""Where the files that ship with the program are: one anchor for every package.

In: nothing. Out: absolute paths of the repository's root and of its data folders. Only this module asks where it lies itself.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]  # what must be on the path for `python -m diembao`
DATA = ROOT / "data"
DEMO = DATA / "demo"  # the bundled press days
GOLD = DATA / "gold"  # labelled cases and the floors of quality
MODELS = DATA / "models"  # trained weights with their cards
TOPICS_FILE = DATA / "model" / "topics.toml"  # the fields of the news
LEXICONS = ROOT / "nlp" / "lexicons"  # the word lists of the judges
PROVINCES = DATA / "provinces"  # units.tsv and the overlays of provinces
RULES = DATA / "rules"  # deadlines of agencies, days off
DEPLOY = ROOT / "deploy"  # lines for systemd, cron and logrotate
TEST_PAGES = ROOT / "tests" / "pages"  # saved pages that are test cases
BUNDLED_DAY = DEMO / "hai-duong-2020-06-02"  # what `diembao demo` plays when no day is named
