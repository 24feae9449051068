"""nlp/grouping/same_event.py: each piece of evidence about two articles has the value its meaning gives it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from nlp.features import weights as models
from nlp.grouping.event_features import EventFeatures
from nlp.grouping.same_event import AGAINST, FREE, NAMES, _weights, pair_features, same_event_probability
from nlp.grouping.terms import Terms

Names = dict[str, float]
NOTHING = EventFeatures(
    terms=Terms({}, {}, frozenset(), english=False), fine=frozenset(), localities=frozenset(), lead_localities=frozenset(),
    districts=frozenset(), lead=frozenset(), whole=frozenset(), figures=frozenset(), days=frozenset(), first_day=None,
    times=frozenset(), meaning=np.zeros(2, dtype=np.float32), topics=("a",), lead_names=frozenset(), brief=False, stamp="s",
)  # fmt: skip


def with_(**facts: object) -> EventFeatures:
    return replace(NOTHING, **{name: frozenset(value) if isinstance(value, set) else value for name, value in facts.items()})  # type: ignore[arg-type]


def terms(names: Names, *, english: bool = False) -> Terms:
    return Terms({}, names, frozenset(), english)


def evidence(left: EventFeatures, right: EventFeatures, cosine: float = 0.0) -> dict[str, float]:
    """The values that are not those of two articles which share nothing but the field."""
    values = dict(zip(NAMES, pair_features(left, right, cosine).tolist(), strict=True))
    return {name: value for name, value in values.items() if value != (1.0 if name in {"one", "field"} else 0.0)}


def test_two_articles_without_anything_share_the_field_only() -> None:
    assert evidence(NOTHING, NOTHING) == {}
    assert len(pair_features(NOTHING, NOTHING, 0.0)) == len(NAMES) == 23


@pytest.mark.parametrize(("cosine", "value"), [(0.0, 0.0), (0.1, 0.5), (0.2, 1.0), (0.4, 2.0), (0.5, 2.0), (1.0, 2.0)])
def test_the_cosine_counts_up_to_four_tenths(cosine: float, value: float) -> None:
    assert evidence(NOTHING, NOTHING, cosine).get("cosine", 0.0) == pytest.approx(value)


@pytest.mark.parametrize(("other", "value"), [((1.0, 0.0), 1.0), ((0.6, 0.8), 0.6), ((0.0, 1.0), 0.0), ((-1.0, 0.0), 0.0)])
def test_meanings_that_lie_apart_are_no_evidence_against(other: tuple[float, float], value: float) -> None:
    left, right = (with_(meaning=np.array(place, dtype=np.float32)) for place in ((1.0, 0.0), other))
    assert evidence(left, right).get("meaning", 0.0) == pytest.approx(value)


def test_two_languages_are_not_compared_by_words() -> None:
    meaning = np.array((1.0, 0.0), dtype=np.float32)
    left = with_(meaning=meaning, figures={"12"}, lead={"x", "y"}, whole={"x", "y"}, terms=terms({"ao khe": 0.5}))
    right = replace(left, terms=terms({"ao khe": 0.5}, english=True))
    found = evidence(left, right, 0.3)
    assert "cosine" not in found and "meaning" not in found
    assert (found["english"], found["english names"], found["english notions"]) == (1.0, 0.5, 1.0)
    assert found["english figures"] == pytest.approx(0.6)
    same = evidence(right, right, 0.3)
    assert same["cosine"] == pytest.approx(1.5) and same["meaning"] == 1.0
    assert not {"english", "english names", "english figures", "english notions"} & same.keys()


@pytest.mark.parametrize(("count", "value"), [(1, 1.0), (2, 2.0), (3, 2.0)])
def test_shared_places_count_up_to_two(count: int, value: float) -> None:
    places = {"@a", "@b", "@c"}
    assert evidence(with_(fine=places), with_(fine=set(sorted(places)[:count]))) == {"place": value}


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ({"fine": {"@a"}}, {"fine": {"@b"}}, {"other place": 1.0}),
        ({"fine": {"@a"}}, {}, {}),
        ({}, {"fine": {"@a"}}, {}),
        ({"districts": {"a"}}, {"districts": {"a", "b"}}, {"district": 1.0}),
        ({"districts": {"a"}}, {"districts": {"b"}}, {"other district": 1.0}),
        ({"districts": {"a"}}, {}, {}),
        ({}, {"districts": {"a"}}, {}),
        ({"districts": {"a"}, "fine": {"@x"}}, {"districts": {"b"}, "fine": {"@x"}}, {"place": 1.0}),
    ],
)
def test_places_and_districts(left: dict[str, object], right: dict[str, object], found: dict[str, float]) -> None:
    assert evidence(with_(**left), with_(**right)) == found


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (({"a"}, {"a"}), ({"a"}, {"a"}), {"locality": 1.0}),
        (({"a", "b", "c"}, set()), ({"a", "b"}, set()), {"locality": 2.0}),
        (({"a", "b", "c"}, set()), ({"a", "b", "c"}, set()), {"locality": 2.0}),
        (({"a"}, {"a"}), ({"b"}, {"b"}), {"other locality": 1.0}),
        (({"a"}, {"a"}), ({"b"}, set()), {}),
        (({"a"}, set()), ({"b"}, {"b"}), {}),
        (({"a"}, {"a"}), ({"a", "b"}, {"b"}), {"locality": 1.0}),
        (({"a", "b"}, {"a"}), ({"b"}, {"b"}), {"locality": 1.0}),
    ],
)  # fmt: skip
def test_localities_of_the_lead_speak_against_when_the_other_names_none_of_them(
    left: tuple[set[str], set[str]], right: tuple[set[str], set[str]], found: dict[str, float]
) -> None:
    assert evidence(*(with_(localities=whole, lead_localities=lead) for whole, lead in (left, right))) == found


@pytest.mark.parametrize(
    ("left", "right", "lead", "found"),
    [
        ({"ao khe": 0.5, "x": 1.0}, {"ao khe": 0.5, "y": 1.0}, set(), {"names": 0.5}),
        ({"ao khe": 0.5, "x": 1.0}, {"ao khe": 0.5, "x": 1.0}, {"x"}, {"names": 1.5, "names in leads": 1.0}),
        ({"@p/a": 1.0}, {"@p/a": 1.0}, set(), {}),
        ({"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0}, {"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0}, set(), {"names": 3.0}),
        ({"a": 1.0, "b": 1.0, "c": 1.0}, {"a": 1.0, "b": 1.0, "c": 1.0}, {"a", "b", "c"}, {"names": 3.0, "names in leads": 2.0}),
        ({"a": 1.0}, {"a": 1.0}, {"b"}, {"names": 1.0}),
    ],
)  # fmt: skip
def test_shared_names_count_by_how_telling_they_are(left: Names, right: Names, lead: set[str], found: dict[str, float]) -> None:
    first, second = with_(terms=terms(left)), with_(terms=terms(right))
    with_lead = {"lead_names": frozenset(lead)}
    for pair in ((replace(first, **with_lead), second), (first, replace(second, **with_lead))):  # a lead of either is enough
        assert evidence(*pair) == found


@pytest.mark.parametrize(
    ("figures", "value"),
    [({"10"}, 0.25), ({"10", "2 xe"}, 0.65), ({"1.5", "2.5", "3.5"}, 3.0), ({"1.5", "2.5", "3.5", "4.5"}, 3.0)],
)
def test_shared_figures_count_up_to_three(figures: set[str], value: float) -> None:
    assert evidence(with_(figures=figures), with_(figures=figures | {"7.7"})) == {"figures": pytest.approx(value)}


@pytest.mark.parametrize(
    ("count", "notions", "shared"), [(1, 0.5, 0.5), (2, 1.0, 1.0), (3, 1.5, 1.0), (4, 2.0, 1.0), (5, 2.0, 1.0)]
)
def test_notions_shared_by_two_leads_count_up_to_four(count: int, notions: float, shared: float) -> None:
    lead = with_(lead=set("abcde"[:count]), whole=set("abcde"[:count]))
    assert evidence(lead, lead) == {"notions in leads": notions, "lead notions told": shared}


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (("a", "a"), ("b", "b"), {"no shared notion": 1.0}),
        (("a", "a"), ("b", "ab"), {"lead notions told": 0.5}),
        (("a", "ab"), ("b", "b"), {"lead notions told": 0.5}),
        (("", "b"), ("b", "b"), {"lead notions told": 0.5}),
        (("", ""), ("b", "b"), {}),
        (("a", "a"), ("", ""), {}),
        (("abcd", "abcd"), ("", "a"), {"lead notions told": 0.25}),
        (("abc", "abc"), ("", "abc"), {"lead notions told": 1.0}),
    ],
)
def test_the_notions_of_a_lead_are_looked_for_in_the_others_text(
    left: tuple[str, str], right: tuple[str, str], found: dict[str, float]
) -> None:
    assert evidence(*(with_(lead=set(lead), whole=set(whole)) for lead, whole in (left, right))) == found


@pytest.mark.parametrize(("count", "value"), [(1, 1.0), (2, 2.0), (3, 2.0)])
def test_shared_days_count_up_to_two(count: int, value: float) -> None:
    days = {(day, 5) for day in range(1, count + 1)}
    assert evidence(with_(days=days), with_(days=days | {(30, 1)})) == {"days named": value}


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [((1, 5), (2, 5), {"other day": 1.0}), ((1, 5), (1, 5), {}), (None, (1, 5), {}), ((1, 5), None, {}), (None, None, {})],
)
def test_another_first_day_speaks_against(left: object, right: object, found: dict[str, float]) -> None:
    assert evidence(with_(first_day=left), with_(first_day=right)) == found


@pytest.mark.parametrize(
    ("left", "right", "value"),
    [
        (("a",), ("a",), 1.0), (("a", "b"), ("a",), 1.0), (("a", "b"), ("b",), 0.5), (("b",), ("a", "b"), 0.5),
        (("a",), ("b",), 0.0),
        (("a", "b"), ("c", "b"), 0.0), (("a", "b"), ("b", "a"), 0.5),
    ],
)  # fmt: skip
def test_the_same_field_counts_once_and_a_second_field_half(left: tuple[str, ...], right: tuple[str, ...], value: float) -> None:
    assert evidence(with_(topics=left), with_(topics=right)).get("field", 1.0) == value


def test_one_brief_article_makes_the_pair_brief() -> None:
    brief = with_(brief=True)
    assert [evidence(*pair) for pair in ((brief, NOTHING), (NOTHING, brief), (brief, brief))] == [{"brief": 1.0}] * 3


def test_the_chance_rises_with_evidence_and_falls_with_evidence_against() -> None:
    nothing = same_event_probability(NOTHING, NOTHING, 0.0)
    alike = same_event_probability(NOTHING, NOTHING, 0.4)
    apart = same_event_probability(with_(first_day=(1, 5)), with_(first_day=(2, 5)), 0.0)
    assert 0.0 < apart <= nothing < alike < 1.0
    assert (
        nothing < 0.35 < same_event_probability(with_(figures={"1.5", "2.5", "3.5"}), with_(figures={"1.5", "2.5", "3.5"}), 0.4)
    )


@pytest.mark.parametrize("cosine", [0.0, 0.2, 0.4])
def test_the_log_odds_of_the_chance_are_the_weighed_evidence(cosine: float) -> None:
    chance = same_event_probability(NOTHING, NOTHING, cosine)
    weighed = float(pair_features(NOTHING, NOTHING, cosine).astype(np.float64) @ _weights().astype(np.float64))
    assert math.log(chance / (1 - chance)) == pytest.approx(weighed, abs=1e-4)


def test_weights_of_other_evidence_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    names, weights = models.load_weights("alike")
    assert tuple(names) == NAMES
    assert len(_weights()) == len(weights) == 23
    _weights.cache_clear()
    monkeypatch.setattr(models, "load_weights", lambda name: (("khác", *names[1:]), weights))
    with pytest.raises(models.ModelError):
        _weights()
    _weights.cache_clear()


def test_the_signs_are_asked_of_evidence_that_exists() -> None:
    assert set(NAMES) >= AGAINST | FREE
    assert not AGAINST & FREE
