"""The front of the command line: an error meant for people ends with its own message and its own exit status."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from data.errors import OperatorError
from diembao.cli.entry import VietnameseGroup


class SomeInput(OperatorError):
    """An error of the kind that leaves the rest done."""

    exit_status = 1


@pytest.mark.parametrize(("error", "status"), [(OperatorError("Không chạy được."), 2), (SomeInput("Không chạy được."), 1)])
def test_an_error_for_people_tells_its_message_and_its_status(error: OperatorError, status: int) -> None:
    @click.group(cls=VietnameseGroup)
    def commands() -> None:
        """Nothing."""

    @commands.command()
    def fail() -> None:
        raise error

    shown = CliRunner().invoke(commands, ["fail"])
    assert (shown.exit_code, shown.stdout, shown.stderr) == (status, "", "Không chạy được.\n")


def test_a_fault_of_the_program_is_not_told_as_the_operators() -> None:
    @click.group(cls=VietnameseGroup)
    def commands() -> None:
        """Nothing."""

    @commands.command()
    def fail() -> None:
        raise KeyError("x")

    assert isinstance(CliRunner().invoke(commands, ["fail"]).exception, KeyError)
