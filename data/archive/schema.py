"""The tables of one office's archive, as named migrations.

In: an empty or older database. Out: the present schema. A migration that was ever shipped is never edited; a change is a new
function below the last one, whose name is its record.

Columns of `articles` stand in the order small first, text last: SQLite then answers questions about stamps and times without
touching the pages that hold the full text.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from data.archive.cases import TABLES as CASES
from data.archive.documents import FILES, REPORTS
from data.archive.groups import TABLE as GROUPS
from data.archive.letters import TABLE as LETTERS
from data.archive.notices import TABLE as NOTICES
from data.archive.notices import WITH_CHANGES
from data.archive.outbox import LOG as OUTBOX_LOG
from data.archive.review import TABLE as REVIEW
from data.storage import FileKind, run_script

archive_migrations = Migrations("diembao-archive")

ARCHIVE = FileKind(noun="Kho lưu trữ", application_id=0x44424152, migrations=archive_migrations)  # "DBAR"

ARTICLES = """
CREATE TABLE outlets (
    name TEXT PRIMARY KEY, label TEXT NOT NULL, full_label TEXT NOT NULL, short TEXT NOT NULL, owner_type TEXT NOT NULL,
    home TEXT NOT NULL, lang TEXT NOT NULL, country TEXT NOT NULL, province TEXT NOT NULL, registered_at TEXT NOT NULL
);
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    outlet TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    published_at TEXT, found_at TEXT, modified_at TEXT, withdrawn_at TEXT,
    judged_by TEXT, grouped_by TEXT, read_by TEXT,
    relevance TEXT, score REAL, topic TEXT, tone TEXT, issue INTEGER, urgent INTEGER,
    same_as TEXT, story TEXT,
    versions INTEGER NOT NULL DEFAULT 1, version_at TEXT NOT NULL, version_changed TEXT NOT NULL DEFAULT '[]',
    found_in TEXT NOT NULL, page TEXT, section TEXT, lang TEXT, kind TEXT NOT NULL, published_raw TEXT, date_from TEXT NOT NULL,
    authors TEXT NOT NULL, topics TEXT NOT NULL, places TEXT NOT NULL, names TEXT NOT NULL, reasons TEXT NOT NULL,
    sentences TEXT NOT NULL, mentions TEXT NOT NULL,
    title TEXT, summary TEXT, body TEXT
);
CREATE INDEX articles_kept ON articles (kept_at);
CREATE INDEX articles_judged ON articles (judged_by, kept_at);
CREATE INDEX articles_story ON articles (story);
CREATE INDEX articles_same_as ON articles (same_as) WHERE same_as IS NOT NULL;
CREATE TABLE aliases (key TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles (id), at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX aliases_article ON aliases (article);
CREATE TABLE versions (
    article TEXT NOT NULL REFERENCES articles (id), version INTEGER NOT NULL, at TEXT NOT NULL, changed TEXT NOT NULL,
    url TEXT NOT NULL, page TEXT, title TEXT, summary TEXT, body TEXT, PRIMARY KEY (article, version)
) WITHOUT ROWID;
CREATE TABLE pages (sha256 TEXT PRIMARY KEY, saved_at TEXT NOT NULL, length INTEGER NOT NULL, zlib BLOB NOT NULL);
CREATE INDEX pages_saved ON pages (saved_at);
"""

TRAIL = """
CREATE TABLE runs (
    id TEXT PRIMARY KEY, command TEXT NOT NULL, began_at TEXT NOT NULL, ended_at TEXT, status TEXT,
    detail TEXT NOT NULL DEFAULT ''
);
CREATE TABLE trail (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL, at TEXT NOT NULL, stage TEXT NOT NULL, outcome TEXT NOT NULL,
    run TEXT NOT NULL, detail TEXT NOT NULL
);
CREATE INDEX trail_key ON trail (key);
CREATE INDEX trail_at ON trail (at);
CREATE TABLE pruning (since TEXT NOT NULL);
CREATE TRIGGER trail_is_append_only BEFORE UPDATE ON trail
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE TRIGGER trail_is_only_pruned BEFORE DELETE ON trail WHEN NOT EXISTS (SELECT 1 FROM pruning)
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
"""

PEOPLE = """
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY, batch INTEGER NOT NULL, article TEXT NOT NULL REFERENCES articles (id), field TEXT NOT NULL,
    value TEXT NOT NULL, before TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, undone_by TEXT, undone_at TEXT
);
CREATE INDEX corrections_active ON corrections (article, field, number) WHERE undone_at IS NULL;
CREATE TABLE links (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('must', 'cannot')),
    a TEXT NOT NULL REFERENCES articles (id), b TEXT NOT NULL REFERENCES articles (id),
    batch INTEGER, by TEXT NOT NULL, at TEXT NOT NULL, undone_by TEXT, undone_at TEXT
);
CREATE TABLE story_aliases (old TEXT PRIMARY KEY, new TEXT NOT NULL, at TEXT NOT NULL, CHECK (old <> new)) WITHOUT ROWID;
CREATE TRIGGER corrections_are_never_overwritten BEFORE UPDATE OF batch, article, field, value, before, by, at ON corrections
BEGIN SELECT RAISE(ABORT, 'a correction is undone, never overwritten'); END;
CREATE TRIGGER corrections_are_never_deleted BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'a correction is undone, never deleted'); END;
"""

EDITIONS = """
CREATE TABLE editions (
    day TEXT PRIMARY KEY, number INTEGER, after TEXT NOT NULL, until TEXT NOT NULL, built_at TEXT NOT NULL, frozen_at TEXT,
    counts TEXT NOT NULL, imported INTEGER NOT NULL,
    json TEXT NOT NULL, html TEXT NOT NULL, text TEXT NOT NULL, short TEXT NOT NULL
);
CREATE TABLE edition_items (
    day TEXT NOT NULL REFERENCES editions (day), position INTEGER NOT NULL, number INTEGER NOT NULL, article TEXT NOT NULL,
    story TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, published_at TEXT, topic TEXT, tone TEXT,
    issue INTEGER NOT NULL, urgent INTEGER NOT NULL, same_as TEXT, places TEXT NOT NULL, extract TEXT NOT NULL,
    PRIMARY KEY (day, position)
) WITHOUT ROWID;
CREATE INDEX edition_items_article ON edition_items (article);
CREATE INDEX edition_items_story ON edition_items (story);
CREATE TABLE outbox (
    day TEXT NOT NULL REFERENCES editions (day), recipient TEXT NOT NULL, message_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'deferred', 'failed')), attempts INTEGER NOT NULL DEFAULT 0,
    queued_at TEXT NOT NULL, next_at TEXT NOT NULL, sent_at TEXT, detail TEXT NOT NULL DEFAULT '', PRIMARY KEY (day, recipient)
) WITHOUT ROWID;
"""

FROZEN = "SELECT 1 FROM editions WHERE day = {row}.day AND frozen_at IS NOT NULL"

GUARDS = "".join(
    f"""
CREATE TRIGGER frozen_edition_{verb.lower()} BEFORE {verb} ON editions WHEN OLD.frozen_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a sent edition cannot be changed'); END;"""
    for verb in ("UPDATE", "DELETE")
) + "".join(
    f"""
CREATE TRIGGER frozen_items_{verb.lower()} BEFORE {verb} ON edition_items WHEN EXISTS ({FROZEN.format(row=row)})
BEGIN SELECT RAISE(ABORT, 'a sent edition cannot be changed'); END;"""
    for verb, row in (("UPDATE", "OLD"), ("DELETE", "OLD"), ("INSERT", "NEW"))
)

ACTIVE = "FROM corrections c WHERE c.article = a.id AND c.undone_at IS NULL"


def latest(field: str) -> str:
    """SQL: the value a person gave to this field, the last one that was not undone."""
    return f"(SELECT c.value {ACTIVE} AND c.field = '{field}' ORDER BY c.number DESC LIMIT 1)"


PLAIN = (
    "number", "id", "url", "outlet", "kept_at", "published_at", "found_at", "modified_at", "withdrawn_at", "judged_by",
    "grouped_by", "read_by", "score", "urgent", "same_as", "versions", "found_in", "page", "section", "lang", "kind",
    "published_raw", "date_from", "authors", "topics", "places", "names", "reasons", "sentences", "mentions",
    "title", "summary", "body",
)  # fmt: skip

STORY = f"COALESCE({latest('story')}, a.story)"

VIEW = f"""
CREATE VIEW told AS SELECT {", ".join(f"a.{column}" for column in PLAIN)},
    COALESCE({latest("relevance")}, a.relevance) AS relevance,
    COALESCE({latest("topic")}, a.topic) AS topic,
    COALESCE({latest("tone")}, a.tone) AS tone,
    COALESCE(CAST({latest("issue")} AS INTEGER), a.issue) AS issue,
    COALESCE((SELECT s.new FROM story_aliases s WHERE s.old = {STORY}), {STORY}) AS story,
    COALESCE((SELECT group_concat(field, ' ') FROM (SELECT DISTINCT c.field AS field {ACTIVE} ORDER BY 1)), '') AS corrected
FROM articles a;
"""  # noqa: S608 - made of our own column names

# "đ" is a letter of its own for Unicode, so remove_diacritics alone never finds "da nang".
FOLDED = "replace(replace({0}, 'đ', 'd'), 'Đ', 'D')"
TEXTS = ("title", "summary", "body")

SEARCH = f"""
CREATE VIEW folded_articles AS SELECT number, {", ".join(f"{FOLDED.format(text)} AS {text}" for text in TEXTS)} FROM articles;
CREATE VIRTUAL TABLE search_exact USING fts5 (title, summary, body, content='articles', content_rowid='number',
    tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_folded USING fts5 (title, summary, body, content='folded_articles', content_rowid='number',
    tokenize='unicode61 remove_diacritics 2');
"""  # noqa: S608 - made of our own column names


def _put(table: str, row: str, shape: str, *, delete: bool) -> str:
    values = ", ".join(shape.format(f"{row}.{text}") for text in TEXTS)
    command, mark = (f"{table}, ", "'delete', ") if delete else ("", "")
    return f"INSERT INTO {table} ({command}rowid, title, summary, body) VALUES ({mark}{row}.number, {values});"  # noqa: S608


def _both(row: str, *, delete: bool) -> str:
    return _put("search_exact", row, "{0}", delete=delete) + _put("search_folded", row, FOLDED, delete=delete)


IN_STEP = f"""
CREATE TRIGGER search_insert AFTER INSERT ON articles BEGIN {_both("NEW", delete=False)} END;
CREATE TRIGGER search_delete AFTER DELETE ON articles BEGIN {_both("OLD", delete=True)} END;
CREATE TRIGGER search_update AFTER UPDATE OF title, summary, body ON articles
BEGIN {_both("OLD", delete=True)} {_both("NEW", delete=False)} END;
"""


@archive_migrations()
def m001_tables_of_the_archive(database: Database) -> None:
    """Everything an office keeps: articles, trail, corrections, editions, outbox, search."""
    for script in (ARTICLES, TRAIL, PEOPLE, EDITIONS, GUARDS, VIEW, SEARCH, IN_STEP):
        run_script(database, script)


@archive_migrations()
def m002_notices(database: Database) -> None:
    """What the operator is to be told about outlets."""
    run_script(database, NOTICES)


@archive_migrations()
def m003_cases(database: Database) -> None:
    """What the press raised and who is to answer."""
    run_script(database, CASES)


@archive_migrations()
def m004_documents(database: Database) -> None:
    """Editions and reports as the files that were handed out."""
    run_script(database, FILES)
    run_script(database, REPORTS)


@archive_migrations()
def m005_review_and_letters(database: Database) -> None:
    """Changes of an edition by a person; alerts and other single mails."""
    run_script(database, REVIEW)
    run_script(database, LETTERS)


@archive_migrations()
def m006_log_of_the_mails_and_groups(database: Database) -> None:
    """Every attempt at every mail; how many copies a person asked for; what each recipient group gets of an edition."""
    run_script(database, OUTBOX_LOG)
    run_script(database, GROUPS)


@archive_migrations()
def m007_notices_of_changes(database: Database) -> None:
    """Changes of outlets that cost no article."""
    run_script(database, WITH_CHANGES)
