"""What the record says of a year, as everybody may read it. Nothing of it is written down here: it is read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from enlace.commitments.models import Strategy, StrategyParty
from enlace.commitments.strategies.readers import PARTIES
from enlace.commitments.strategies.signed_content import SignedContent, read
from enlace.consultations.models import Approach, Priority
from enlace.core.clock import today
from enlace.core.languages import current_language, preference
from enlace.library.models import Publication
from enlace.library.public.lines import shown_publications
from enlace.meetings.editions.queries import ShownMeeting, shown_meetings
from enlace.meetings.models import Decision, Meeting
from enlace.network.composition import Changes, Composition, changes_in, composition_on, day_of_year
from enlace.network.models import Mandate, Organisation, Role, Sector
from enlace.reports.annual.commitment_years import YearOfCommitment, years_of_commitments
from enlace.website.queries import listed

EVERYBODY = AnonymousUser()


@dataclass(frozen=True)
class AdoptedStrategy:
    """Signed by all and published in the year; `content` is what they signed."""

    strategy: Strategy
    content: SignedContent
    parties: tuple[StrategyParty, ...]

    @property
    def states(self) -> list[StrategyParty]:
        return [one for one in self.parties if one.state_id]

    @property
    def observers(self) -> list[StrategyParty]:
        return [one for one in self.parties if one.organisation_id]


@dataclass(frozen=True)
class Secretariat:
    """`institutes` run it, as they are on record; `offices` are those of the day that everybody may read."""

    institutes: Sequence[Organisation]
    offices: Sequence[Mandate]


@dataclass(frozen=True)
class Articles:
    """Pages of one kind that bear a day of the year; `address` lists them, empty where no page does."""

    pages: Sequence[Any]
    address: str


@dataclass(frozen=True)
class AnnualFacts:
    """`day` is the last of the year, today's while it runs. Meetings and priorities in the order of their days.

    `institutions` are those of focal points, by the meeting on whose first day they were, and by state. `adopted_at`
    names, by the id of a priority, the meeting that adopted it, where everybody sees that meeting.
    """

    year: int
    day: date
    drafted_on: date
    composition: Composition
    changes: Changes
    meetings: Sequence[ShownMeeting]
    decisions: Mapping[int, int]
    institutions: Mapping[tuple[int, int], Organisation]
    priorities: Sequence[Priority]
    adopted_at: Mapping[int, Meeting]
    commitments: Sequence[YearOfCommitment]
    strategies: Sequence[AdoptedStrategy]
    publications: Sequence[Publication]
    news: Articles
    stories: Articles
    secretariat: Secretariat

    def of_level(self, level: Approach) -> list[YearOfCommitment]:
        return [one for one in self.commitments if one.level == level]

    @property
    def made(self) -> list[YearOfCommitment]:
        return [one for one in self.commitments if one.made]

    @property
    def renewed(self) -> list[YearOfCommitment]:
        return [one for one in self.commitments if one.renewed]

    @property
    def reported(self) -> list[YearOfCommitment]:
        return [one for one in self.commitments if one.is_reported]

    @property
    def achieved(self) -> list[YearOfCommitment]:
        return [one for one in self.commitments if one.is_achieved]

    @property
    def illustrative(self) -> bool:
        """Whether anything of it was written for a demonstration."""
        records: list[Any] = [
            *(one.meeting for one in self.meetings),
            *(one.there for one in self.meetings),
            *self.institutions.values(),
            *self.priorities,
            *(one.commitment for one in self.commitments),
            *(report.progress for one in self.commitments for report in one.progress),
            *(one.strategy for one in self.strategies),
            *self.publications,
            *self.news.pages,
            *self.stories.pages,
            *self.secretariat.institutes,
            *self.secretariat.offices,
        ]
        members = [*self.composition.states, *self.composition.observers]
        return any(one.illustrative for one in [*records, *members])


def annual_facts(year: int) -> AnnualFacts:
    """In a number of queries that does not grow with the records."""
    day = day_of_year(year)
    inside = (date(year, 1, 1), day)
    meetings = Meeting.objects.visible_to(EVERYBODY).filter(begins_on__range=inside, cancelled_at=None)
    shown = shown_meetings(meetings.past().order_by("begins_on", "pk"))
    priorities = _priorities(inside)
    return AnnualFacts(
        year=year,
        day=day,
        drafted_on=today(),
        composition=composition_on(day),
        changes=changes_in(year),
        meetings=shown,
        decisions=_decisions([one.meeting.pk for one in shown]),
        institutions=_institutions(shown, inside),
        priorities=priorities,
        adopted_at=_adopted_at(priorities),
        commitments=years_of_commitments(year, day, EVERYBODY),
        strategies=_strategies(inside),
        publications=list(shown_publications(EVERYBODY).filter(issued__startswith=str(year)).order_by("issued", "pk")),
        news=_articles("News", inside),
        stories=_articles("Story", inside),
        secretariat=_secretariat(day),
    )


def _priorities(inside: tuple[date, date]) -> list[Priority]:
    found = Priority.objects.visible_to(EVERYBODY).filter(adopted_on__range=inside)
    return list(found.select_related("session").order_by("adopted_on", "order", "pk"))


def _adopted_at(priorities: Sequence[Priority]) -> dict[int, Meeting]:
    meetings = Meeting.objects.visible_to(EVERYBODY).in_bulk({one.session.meeting_id for one in priorities})
    return {one.pk: meetings[one.session.meeting_id] for one in priorities if one.session.meeting_id in meetings}


def _articles(kind: str, inside: tuple[date, date]) -> Articles:
    pages = listed(f"{kind}Page", current_language(), EVERYBODY).filter(date__range=inside).order_by("date", "pk")
    lists: Any = apps.get_model("website", f"{kind}IndexPage")
    order = preference(current_language())
    found = lists.objects.visible_to(EVERYBODY).filter(locale__language_code__in=order).select_related("locale")
    nearest = min(found, key=lambda one: (order.index(one.locale.language_code), one.pk), default=None)
    return Articles(list(pages), nearest.get_url_parts()[2] if nearest else "")


def _decisions(meetings: Iterable[int]) -> dict[int, int]:
    found = Decision.objects.visible_to(EVERYBODY).filter(meeting__in=list(meetings))
    return dict(Counter(found.values_list("meeting", flat=True).order_by()))


def _institutions(meetings: Sequence[ShownMeeting], inside: tuple[date, date]) -> dict[tuple[int, int], Organisation]:
    """By the ids of the meeting and the state."""
    mandates = Mandate.objects.visible_to(EVERYBODY).focal_points().overlapping(*inside)
    rows = list(mandates.filter(organisation__isnull=False).select_related("organisation").order_by("since", "pk"))
    return {
        (shown.meeting.pk, row.state_id): row.organisation
        for shown in meetings
        for row in rows
        if row.state_id and row.organisation and row.lasts_on(shown.meeting.begins_on)
    }


def _strategies(inside: tuple[date, date]) -> list[AdoptedStrategy]:
    published = Strategy.objects.visible_to(EVERYBODY).filter(published_at__date__range=inside)
    found = published.prefetch_related(*PARTIES).order_by("published_at", "pk")
    adopted = ((one, read(one.content)) for one in found)
    return [AdoptedStrategy(one, content, tuple(one.parties.all())) for one, content in adopted if content]


def _secretariat(day: date) -> Secretariat:
    institutes = Organisation.objects.visible_to(EVERYBODY).filter(sector=Sector.SECRETARIAT).order_by("pk")
    mandates = Mandate.objects.visible_to(EVERYBODY).filter(role=Role.SECRETARY).on(day).order_by("since", "pk")
    named = {str(one.shown_office): one for one in mandates if one.shown_office}
    return Secretariat(list(institutes), list(named.values()))
