"""What several test files need: a mail server of an office, on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support import office_desk as desk


@pytest.fixture
def post() -> Iterator[tuple[desk.Post, int]]:
    """The box that takes the mails, and its port."""
    box = desk.Post()
    controller = desk.serve(box)
    yield box, controller.port
    controller.stop()
