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

from data.model import Article
from nlp.document import Document
from nlp.grouping.reprints import RepeatIndex
from nlp.grouping.similarity import EventIndex, Query, Similarities, SimilarityIndex, TermIndex
from nlp.grouping.terms import common_words

ALIKE = 0.15  # a stream of the whole country: average cosine to a story's members; chosen on the two dev kinds together
MERGE = 0.165  # two stories become one: a little more is asked, since a merge is announced
OFFICE_ALIKE, OFFICE_MERGE = 0.35, 0.42  # the same for the articles of one office: average chance by nlp/grouping/same_event.py
DAYS = 3.5  # a story grows while its newest article is at most this much older or younger
REPEAT_DAYS = 10.0  # a reprint may come later


@dataclass(frozen=True, slots=True)
class Grouping:
    """What was decided for one article: the article it repeats, its story, and what that changed for earlier ones.

    `merged` are stories that ended in another (old, new); `turned` are earlier articles that turn out to repeat this one, because
    it was found later but published first.
    """

    same_as: str | None
    story: str
    merged: tuple[tuple[str, str], ...] = ()
    turned: tuple[str, ...] = ()


@dataclass(slots=True)
class Member:
    """One article in the grouper's memory."""

    id: str
    day: float | None  # days since 1970, UTC; None where no time is known
    published: bool  # `day` is the time of publication
    story: int
    same_as: str | None = None


class Grouper:
    """Groups articles as they arrive. Give `grouped` (articles of earlier runs, oldest first) to go on where a run stopped."""

    def __init__(
        self,
        must: Iterable[tuple[str, str]] = (),
        cannot: Iterable[tuple[str, str]] = (),
        grouped: Iterable[Article] = (),
        common: Sequence[str] = (),
    ) -> None:
        self._must = _partners(must)
        self._cannot = _partners(cannot)
        words = common_words(common)
        self._index: SimilarityIndex = EventIndex(words, 2 * DAYS) if words else TermIndex()
        self._alike, self._merge = (OFFICE_ALIKE, OFFICE_MERGE) if words else (ALIKE, MERGE)
        self._repeats = RepeatIndex()
        self._members: list[Member] = []
        self._numbers: dict[str, int] = {}
        self._stories: list[list[int]] = []  # members by story; an empty list is a story that was merged away
        self._names: list[str] = []  # the story's permanent id
        self._by_name: dict[str, int] = {}
        for article in grouped:
            self._remember(article)

    def add(self, article: Article) -> Grouping:
        """Places one article; adding an id again gives its present place and changes nothing."""
        if article.id in self._numbers:
            member = self._members[self._numbers[article.id]]
            return Grouping(member.same_as, self._names[member.story])
        document = Document(article)
        same_as, turned = self._repeated(document)
        near = same_as or next(iter(turned), None)
        story = None if near is None else self._members[self._numbers[near]].story
        if same_as is not None:  # a copy of a copy whose original lies before the memory points at that original
            first = self._members[self._numbers[same_as]].same_as
            same_as = first if first is not None and first not in self._numbers else same_as
        query = self._query(document)
        number = self._keep(article, query, story)
        self._members[number].same_as = same_as
        self._repeats.add(document, same_as)
        self._turn(turned, article.id)
        merged = [*self._obey_must(number), *self._merge_alike(number, query.similarities)]
        return Grouping(same_as, self._names[self._members[number].story], tuple(merged), turned)

    def nearest_story(self, article: Article) -> tuple[str, float] | None:
        """The story this article would be most alike to, and its average similarity 0..1 to the members; changes nothing."""
        query = self._query(Document(article))
        banned = self._banned([article.id])
        best = max(
            (
                (_mean(query.similarities, members), -story)
                for story, members in enumerate(self._stories)
                if members and self._near_in_time(query.day, members) and story not in banned
            ),
            default=None,
        )
        return None if best is None else (self._names[-best[1]], best[0])

    def same_as(self, article_id: str) -> str | None:
        """What an article that was added repeats by now."""
        number = self._numbers.get(article_id)
        return None if number is None else self._members[number].same_as

    def story(self, article_id: str) -> str | None:
        """The present story of an article that was added, merges included."""
        number = self._numbers.get(article_id)
        return None if number is None else self._names[self._members[number].story]

    def _remember(self, article: Article) -> None:
        """Takes in an article that an earlier run grouped, as it was grouped."""
        if article.id in self._numbers:
            return
        story = self._by_name.get(article.story or article.id)
        document = Document(article)
        number = self._keep(article, self._query(document, compare=False), story, is_grouped=True)
        self._members[number].same_as = article.same_as
        self._repeats.add(document, article.same_as)
        self._by_name[self._names[self._members[number].story]] = self._members[number].story

    def _repeated(self, document: Document) -> tuple[str | None, tuple[str, ...]]:
        """(the article this one repeats, the earlier ones that repeat it): what was published first is the original."""
        article = document.article
        mine = _day(article)

        def near(name: str) -> bool:
            day = self._members[self._numbers[name]].day
            return day is None or mine is None or abs(day - mine) <= REPEAT_DAYS

        hit = self._repeats.find(document, near)
        if hit is None:
            return None, ()
        first = self._members[self._numbers[hit[0]]]
        if first.published and article.published_at and first.day is not None and mine is not None and mine < first.day:
            return None, (first.id, *(member.id for member in self._members if member.same_as == first.id))
        return first.id, ()

    def _turn(self, copies: Sequence[str], original: str) -> None:
        for copy in copies:
            self._members[self._numbers[copy]].same_as = original
        if copies:
            self._repeats.turn(copies, original)

    def _query(self, document: Document, *, compare: bool = True) -> Query:
        return self._index.query(document, _day(document.article), compare=compare)

    def _alike_to(self, similarities: Similarities | None, needed: float) -> list[int]:
        """The stories with a member as alike as that: no other can be so on average."""
        numbers = [] if similarities is None else (similarities >= needed).nonzero()[0].tolist()
        return sorted({self._members[number].story for number in numbers if number < len(self._members)})

    def _nearest(self, article_id: str, query: Query) -> int | None:
        """The story to whose members this article is most alike on average, or None for a new one."""
        banned = self._banned([article_id])
        best, best_score = None, self._alike
        for story in self._alike_to(query.similarities, self._alike):
            members = self._stories[story]
            if story in banned or not self._near_in_time(query.day, members):
                continue
            score = _mean(query.similarities, members)
            if score > best_score or (best is None and score == best_score):
                best, best_score = story, score
        return best

    def _near_in_time(self, day: float | None, members: list[int]) -> bool:
        days = [other for number in members if (other := self._members[number].day) is not None]
        return day is None or not days or min(abs(day - other) for other in days) <= DAYS

    def _banned(self, ids: Iterable[str]) -> set[int]:
        """The stories that hold an article which a person set apart from one of these."""
        partners = {partner for article_id in ids for partner in self._cannot.get(article_id, ())}
        return {self._members[self._numbers[partner]].story for partner in partners if partner in self._numbers}

    def _keep(self, article: Article, query: Query, story: int | None, *, is_grouped: bool = False) -> int:
        """Writes an article into memory: into this story, else the nearest, else as the first of a new one."""
        number = len(self._members)
        if story is None and not is_grouped:
            story = self._nearest(article.id, query)
        if story is not None and story in self._banned([article.id]):
            story = None
        if story is None:
            story = len(self._stories)
            self._stories.append([])
            self._names.append((article.story if is_grouped else None) or article.id)
        self._stories[story].append(number)
        self._members.append(Member(article.id, query.day, article.published_at is not None, story))
        self._numbers[article.id] = number
        self._index.add(query)
        return number

    def _obey_must(self, number: int) -> list[tuple[str, str]]:
        """Joins the stories that a person has said are one."""
        merged: list[tuple[str, str]] = []
        for partner in sorted(self._must.get(self._members[number].id, ())):
            if partner in self._numbers:
                merged += self._join(self._members[number].story, self._members[self._numbers[partner]].story)
        return merged

    def _merge_alike(self, number: int, similarities: Similarities | None) -> list[tuple[str, str]]:
        """A new article may show that stories are one: joins those whose members are alike on average."""
        merged: list[tuple[str, str]] = []
        near = self._alike_to(similarities, self._merge)
        for story in near:
            mine = self._members[number].story
            members, others = self._stories[mine], self._stories[story]
            if (
                others
                and story != mine
                and self._near_in_time(self._members[number].day, others)
                and story not in self._banned(self._members[other].id for other in members)
                and self._index.average(members, others) >= self._merge
            ):
                merged += self._join(mine, story)
        return merged

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


def _mean(similarities: Similarities | None, members: list[int]) -> float:
    return 0.0 if similarities is None else float(similarities[members].mean())


def _partners(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    partners: dict[str, set[str]] = {}
    for left, right in pairs:
        partners.setdefault(left, set()).add(right)
        partners.setdefault(right, set()).add(left)
    return partners


def _day(article: Article) -> float | None:
    time = article.published_at or article.found_at
    return time.timestamp() / 86400 if time else None
