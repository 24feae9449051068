"""Signs of papers in front of a sapo and names of sites behind a title, with and without the outlet's facts."""

from __future__ import annotations

import pytest

from crawler.extraction.lead import clean_title, without_prefix
from crawler.outlet import OutletFacts


class Paper(OutletFacts):
    name = "bao"
    short = "Sóng Lúa"
    label = "Báo Sóng Lúa"
    hosts = ("songlua.example",)
    summary_prefix = r"SL\d+:\s*"


class Bare(OutletFacts):
    name = "bare"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("TT - Nước về.", "Nước về."),
        ("tt - nước về.", "tt - nước về."),  # in small letters it is another word
        ("tto - nước về.", "nước về."),
        ("(Sóng Lúa) - Nước về.", "Nước về."),
        ("[Báo Sóng Lúa] Nước về.", "Nước về."),
        ("(songlua.example) Nước về.", "Nước về."),
        ("Sóng Lúa - Nước về.", "Nước về."),
        ("sóng lúa – Nước về.", "Nước về."),
        ("Sóng Lúa nước về.", "Sóng Lúa nước về."),
        ("SL12: Nước về.", "Nước về."),
        ("Sóng Lúa -", "Sóng Lúa -"),
        ("  Nước   về. ", "Nước về."),
    ],
)
def test_signs_in_front(text: str, rest: str) -> None:
    assert without_prefix(text, Paper) == rest


def test_without_facts_only_the_usual_signs_are_taken() -> None:
    assert without_prefix("(Sóng Lúa) - Nước về.") == "(Sóng Lúa) - Nước về."
    assert without_prefix("SL12: Nước về.") == "SL12: Nước về."
    assert without_prefix("TTO - Nước về.", Bare) == "Nước về."
    assert without_prefix("() - Nước về.", Bare) == "() - Nước về."


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Nước về - Báo Sóng Lúa", "Nước về"),
        ("Nước về - Đời sống - Báo Sóng Lúa", "Nước về - Đời sống"),
        ("Nước về | Sóng Lúa | Đời sống", "Nước về"),
        ("Nước về - khac.vn", "Nước về"),
        ("Nước về - Tin Online", "Nước về"),
        ("Nước về - Đời sống", "Nước về - Đời sống"),
        ("Sóng Lúa - Nước về", "Sóng Lúa - Nước về"),
        ("Sóng Lúa", "Sóng Lúa"),
        ("", ""),
    ],
)
def test_names_behind_a_title(title: str, rest: str) -> None:
    assert clean_title(title, ["Sóng Lúa", ""]) == rest
