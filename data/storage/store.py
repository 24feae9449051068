"""The ground the archive's modules stand on: one connection, one way to write, one way to write times.

In: an open database. Out: `Store`, with `write()` for everything that changes something and `rows()` for everything that asks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from data.storage.opening import FileKind, unusable

Parameters = Sequence[Any] | Mapping[str, Any]


class Store:
    """One open database file of ours. Not shared between threads; several processes may hold the same file."""

    def __init__(self, database: Database, path: Path, kind: FileKind) -> None:
        self.database = database
        self.path = path
        self.kind = kind
        self.connection: sqlite3.Connection = database.conn

    def close(self) -> None:
        """Close the file. What was written stays."""
        self.connection.close()

    @contextmanager
    def write(self) -> Generator[None, None, None]:
        """One transaction: all of it is kept, or none. Inside another `write()` it joins that one.

        The write lock is taken at once (BEGIN IMMEDIATE): a transaction that reads first and asks for the lock later would fail
        without waiting when another process wrote in between. Raises ArchiveError when the file is locked or the disk is full.
        """
        if self.connection.in_transaction:
            with self.database.atomic():  # a savepoint: a caller who catches the error has lost only this part
                yield
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            with self._commit_or_roll_back():
                yield
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError) and type(error) is not sqlite3.DatabaseError:
                raise  # a rule of ours was broken: a fault of the caller, not of the file
            raise unusable(self.path, self.kind, error) from error

    @contextmanager
    def _commit_or_roll_back(self) -> Generator[None, None, None]:
        try:
            yield
            self.database.commit()
        except BaseException:
            self.database.rollback()
            raise

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows of a query, each readable by column name."""
        cursor = self.connection.cursor()
        cursor.row_factory = sqlite3.Row
        try:
            return cursor.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            if type(error) is sqlite3.DatabaseError or "locked" in str(
                error
            ):  # a damaged or a locked file, not a fault of the query
                raise unusable(self.path, self.kind, error) from error
            raise

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        rows = self.rows(sql, parameters)
        return rows[0] if rows else None

    def run_sql(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one changing statement in a transaction of its own (or in the one that is open); the number of rows it changed."""
        if self.connection.in_transaction:
            return self.connection.execute(sql, parameters).rowcount
        with self.write():
            return self.connection.execute(sql, parameters).rowcount


def run_script(database: Database, script: str) -> None:
    """Run several statements inside the open transaction (`executescript` would commit it)."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement) and statement.strip(" \n;"):
            database.conn.execute(statement)
            statement = ""
