"""Which articles tell the same event, decided one by one as they arrive.

In: articles in order of arrival; people's must-links and cannot-links; words that every article of the office shares. Out:
for each article the one it repeats and its story. A story's id is that of its first article and is permanent: when two stories
turn out to be one, the younger id becomes an alias (`Grouping.merged`). An article joins the story to whose members it is most
alike on average, so no chain of half-alike articles can swallow a topic. The same articles in the same order give the same
answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.article import Article
from nlp.notions import SINGULAR
from nlp.repeats import RepeatIndex
from nlp.terms import Terms, common_words, terms

ALIKE = 0.16  # average cosine to a story's members; chosen on the two dev kinds together
MERGE = 0.18  # two stories become one: a little more is asked, since a merge is announced
NO_SHARED_NAME = 1.5  # both name people or places and share none: so much more likeness is needed
NAME_HELP, NOTION_HELP = 0.35, 0.25  # a telling shared name, and a shared notion beside it, let less likeness do
MOST_NAMES, MOST_NOTIONS = 2.0, 3  # … up to so many of each
TELLING = 0.5  # so much shared name (1 = one that general news hardly has) is evidence at all
SAME_AFFAIR = 1 / 3  # a shared place and what a province has once at a time (nlp/notions.py): a third of the likeness does
DAYS = 3.5  # a story grows while its newest article is at most this much older or younger
REPEAT_DAYS = 10.0  # a reprint may come later
FAINT = 0.02  # likeness below this is not kept for the merge test
CROSS_NOTIONS = 3  # an English article needs a shared name and so many shared notions
CROSS_SHARE = 0.4  # … which are at least this share of its notions


@dataclass(frozen=True, slots=True)
class Grouping:
    """What was decided for one article: the article it repeats, its story, and stories that ended in another (old, new)."""

    same_as: str | None
    story: str
    merged: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Member:
    """One article in the grouper's memory."""

    id: str
    terms: Terms
    day: float | None  # days since 1970, UTC; None where no time is known
    story: int
    like: dict[int, float]  # earlier member -> cosine


class Grouper:
    """Groups articles as they arrive. Give `known` (already grouped articles, oldest first) to go on where a run stopped."""

    def __init__(
        self,
        must: Iterable[tuple[str, str]] = (),
        cannot: Iterable[tuple[str, str]] = (),
        known: Iterable[Article] = (),
        common: Sequence[str] = (),
    ) -> None:
        self._must = _partners(must)
        self._cannot = _partners(cannot)
        self._common = common_words(common)
        self._repeats = RepeatIndex()
        self._members: list[Member] = []
        self._places: dict[str, int] = {}
        self._stories: list[list[int]] = []  # members by story; an empty list is a story that was merged away
        self._names: list[str] = []  # the story's permanent id
        self._postings: dict[int, list[tuple[int, float]]] = {}
        self._by_name: dict[str, int] = {}
        for article in known:
            self._remember(article)

    def add(self, article: Article) -> Grouping:
        """Places one article; adding an id again gives its present place and changes nothing."""
        if article.id in self._places:
            member = self._members[self._places[article.id]]
            return Grouping(article.same_as, self._names[member.story])
        same_as = self._repeated(article)
        found = terms(article, self._common)
        day = _day(article)
        like = self._likeness(found)
        story = self._story_of(same_as) if same_as else None
        if story is None:
            story = self._nearest(article.id, found, day, like)
        number = self._keep(article, found, day, like, story)
        self._repeats.add(article, same_as)
        merged = [*self._obey_must(number), *self._merge_alike(number)]
        return Grouping(same_as, self._names[self._members[number].story], tuple(merged))

    def story(self, article_id: str) -> str | None:
        """The present story of an article that was added, merges included."""
        number = self._places.get(article_id)
        return None if number is None else self._names[self._members[number].story]

    def _remember(self, article: Article) -> None:
        """Takes in an article that an earlier run grouped, as it was grouped."""
        if article.id in self._places:
            return
        found = terms(article, self._common)
        story = self._by_name.get(article.story or article.id)
        like = self._likeness(found)
        number = self._keep(article, found, _day(article), like, story, article.story)
        self._repeats.add(article, article.same_as)
        self._by_name[self._names[self._members[number].story]] = self._members[number].story

    def _repeated(self, article: Article) -> str | None:
        hit = self._repeats.find(article)
        if hit is None:
            return None
        first, mine = self._members[self._places[hit[0]]], _day(article)
        if first.day is not None and mine is not None and abs(first.day - mine) > REPEAT_DAYS:
            return None
        return hit[0]

    def _story_of(self, article_id: str) -> int | None:
        """The story of an article repeated by a new one."""
        number = self._places.get(article_id)
        return None if number is None else self._members[number].story

    def _likeness(self, found: Terms) -> dict[int, float]:
        """The cosine of a new text with each earlier one that shares a term."""
        like: dict[int, float] = {}
        for place, weight in found.vector.items():
            for number, other in self._postings.get(place, ()):
                like[number] = like.get(number, 0.0) + weight * other
        return like

    def _nearest(self, article_id: str, found: Terms, day: float | None, like: dict[int, float]) -> int | None:
        """The story this article belongs to, or None for a new one."""
        banned = self._banned([article_id])
        best, best_score = None, 0.0
        for story in sorted({self._members[number].story for number in like}):
            members = self._stories[story]
            if story in banned or not self._near_in_time(day, members):
                continue
            score = self._story_score(found, members, like)
            if score > best_score:
                best, best_score = story, score
        return best

    def _story_score(self, found: Terms, members: list[int], like: dict[int, float]) -> float:
        """How far above what is needed the article's average likeness to the members lies; 0 when it does not join."""
        same = [self._members[number] for number in members if self._members[number].terms.english == found.english]
        if not same:
            return max(_cross(found, self._members[number].terms) for number in members)
        average = sum(like.get(self._places[member.id], 0.0) for member in same) / len(same)
        needed = ALIKE * sum(self._needed(found, member.terms) for member in same) / len(same)
        return average / needed if average >= needed else 0.0

    def _needed(self, left: Terms, right: Terms) -> float:
        """How much of ALIKE two texts need: more when they name other things, less when, in one province, they name the same.

        Only an office's own articles (`common` given) are helped: there a shared commune and a shared notion nearly make the
        event, while in the whole country's news a shared name means little beyond what the likeness already counts.
        """
        if not self._common:
            return 1.0
        shared = left.names.keys() & right.names.keys()
        telling = min(sum(left.names[name] for name in shared), MOST_NAMES)
        both = left.notions & right.notions
        if both & SINGULAR:
            return SAME_AFFAIR if telling >= TELLING / 2 else 1.0 / (1.0 + NAME_HELP + NOTION_HELP * len(both))
        if telling < TELLING:
            return NO_SHARED_NAME if left.names and right.names and not shared else 1.0
        help_ = NAME_HELP * telling if both else NAME_HELP * telling / 2  # two affairs of one commune share its name only
        return 1.0 / (1.0 + help_ + NOTION_HELP * min(len(both), MOST_NOTIONS))

    def _near_in_time(self, day: float | None, members: list[int]) -> bool:
        days = [known for number in members if (known := self._members[number].day) is not None]
        return day is None or not days or min(abs(day - other) for other in days) <= DAYS

    def _banned(self, ids: Iterable[str]) -> set[int]:
        """The stories that hold an article which a person set apart from one of these."""
        partners = {partner for article_id in ids for partner in self._cannot.get(article_id, ())}
        return {self._members[self._places[partner]].story for partner in partners if partner in self._places}

    def _keep(
        self,
        article: Article,
        found: Terms,
        day: float | None,
        like: dict[int, float],
        story: int | None,
        name: str | None = None,
    ) -> int:
        """Writes an article into memory, into a story or as the first of a new one."""
        number = len(self._members)
        if story is not None and story in self._banned([article.id]):
            story = None
        if story is None:
            story = len(self._stories)
            self._stories.append([])
            self._names.append(name or article.id)
        self._stories[story].append(number)
        near = {other: value for other, value in like.items() if value >= FAINT}
        self._members.append(Member(article.id, found, day, story, near))
        self._places[article.id] = number
        for place, weight in found.vector.items():
            self._postings.setdefault(place, []).append((number, weight))
        return number

    def _obey_must(self, number: int) -> list[tuple[str, str]]:
        """Joins the stories that a person has said are one."""
        merged: list[tuple[str, str]] = []
        for partner in sorted(self._must.get(self._members[number].id, ())):
            if partner in self._places:
                merged += self._join(self._members[number].story, self._members[self._places[partner]].story)
        return merged

    def _merge_alike(self, number: int) -> list[tuple[str, str]]:
        """A new article may show that two stories are one: joins them when their members are alike on average."""
        mine = self._members[number].story
        banned = self._banned(self._members[other].id for other in self._stories[mine])
        near = sorted({self._members[other].story for other in self._members[number].like} - banned - {mine})
        for story in near:
            pairs = [self._pair(left, right) for left in self._stories[mine] for right in self._stories[story]]
            if pairs and sum(pairs) / len(pairs) >= MERGE and self._near_in_time(self._members[number].day, self._stories[story]):
                return self._join(mine, story)
        return []

    def _pair(self, left: int, right: int) -> float:
        older, newer = sorted((left, right))
        return self._members[newer].like.get(older, 0.0)

    def _join(self, left: int, right: int) -> list[tuple[str, str]]:
        """Makes two stories one; the older id stays."""
        if left == right:
            return []
        keep, drop = sorted((left, right), key=lambda story: self._stories[story][0])
        for number in self._stories[drop]:
            self._members[number].story = keep
        self._stories[keep] = sorted(self._stories[keep] + self._stories[drop])
        self._stories[drop] = []
        return [(self._names[drop], self._names[keep])]


def _cross(left: Terms, right: Terms) -> float:
    """An English and a Vietnamese article: 0 unless they share a name and most notions of the English one's headline and lead."""
    english, other = (left, right) if left.english else (right, left)
    shared = english.notions & other.notions
    share = len(shared) / max(len(english.notions), 1)
    if not english.names.keys() & other.names.keys() or len(shared) < CROSS_NOTIONS or share < CROSS_SHARE:
        return 0.0
    return 1.0 + share


def _partners(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for left, right in pairs:
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return found


def _day(article: Article) -> float | None:
    time = article.published_at or article.found_at
    return time.timestamp() / 86400 if time else None
