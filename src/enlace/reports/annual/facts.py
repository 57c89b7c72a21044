"""What the record says of a year, as everybody may read it. Nothing of it is written down here: it is read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from enlace.commitments.lineage.acts import Body, Kind, Outcome
from enlace.commitments.making.bodies import named
from enlace.commitments.models import Commitment, CommitmentEvent, CommitmentParty, Evidence, Progress
from enlace.consultations.models import Approach, Priority
from enlace.core.languages import current_language
from enlace.library.models import Publication
from enlace.library.public.lines import shown_publications
from enlace.meetings.editions.queries import ShownMeeting, shown_meetings
from enlace.meetings.models import Decision, Meeting
from enlace.network.composition import Changes, Composition, changes_in, composition_on, day_of_year
from enlace.website.queries import listed

EVERYBODY = AnonymousUser()


@dataclass(frozen=True)
class YearOfCommitment:
    """What became of one that stood at some time in the year. `level` is a value of Approach.

    `reports` were published on it in the year, with `evidence` altogether; `outcome` where it was closed in the year.
    """

    commitment: Commitment
    parties: tuple[str, ...]
    made: bool
    renewed: bool
    outcome: str
    stands: bool
    reports: int
    evidence: int

    @property
    def level(self) -> str:
        return self.commitment.approach

    @property
    def is_reported(self) -> bool:
        return self.reports > 0

    @property
    def is_achieved(self) -> bool:
        return self.outcome == Outcome.ACHIEVED


@dataclass(frozen=True)
class AnnualFacts:
    """`day` is the last of the year, today's while it runs. Meetings and priorities in the order of their days."""

    year: int
    day: date
    composition: Composition
    changes: Changes
    meetings: Sequence[ShownMeeting]
    decisions: Mapping[int, int]
    priorities: Sequence[Priority]
    commitments: Sequence[YearOfCommitment]
    publications: Sequence[Publication]
    news: Sequence[Any]
    stories: Sequence[Any]

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
            *self.priorities,
            *(one.commitment for one in self.commitments),
            *self.publications,
        ]
        members = [*self.composition.states, *self.composition.observers]
        return any(one.illustrative for one in [*records, *members])


def annual_facts(year: int) -> AnnualFacts:
    """In a number of queries that does not grow with the records."""
    day = day_of_year(year)
    inside = {"__gte": date(year, 1, 1), "__lte": day}
    meetings = Meeting.objects.visible_to(EVERYBODY).filter(**_within("begins_on", inside), cancelled_at=None)
    shown = shown_meetings(meetings.past().order_by("begins_on", "pk"))
    priorities = Priority.objects.visible_to(EVERYBODY).filter(**_within("adopted_on", inside))
    return AnnualFacts(
        year=year,
        day=day,
        composition=composition_on(day),
        changes=changes_in(year),
        meetings=shown,
        decisions=_decisions([one.meeting.pk for one in shown]),
        priorities=list(priorities.select_related("session__meeting").order_by("adopted_on", "order", "pk")),
        commitments=_commitments(year, day),
        publications=list(shown_publications(EVERYBODY).filter(issued__startswith=str(year)).order_by("issued", "pk")),
        news=_articles("NewsPage", inside),
        stories=_articles("StoryPage", inside),
    )


def _within(field: str, inside: Mapping[str, date]) -> dict[str, date]:
    return {f"{field}{ending}": value for ending, value in inside.items()}


def _articles(model: str, inside: Mapping[str, date]) -> list[Any]:
    return list(listed(model, current_language(), EVERYBODY).filter(**_within("date", inside)).order_by("date", "pk"))


def _decisions(meetings: Iterable[int]) -> dict[int, int]:
    found = Decision.objects.visible_to(EVERYBODY).filter(meeting__in=list(meetings))
    return dict(Counter(found.values_list("meeting", flat=True).order_by()))


def _commitments(year: int, day: date) -> list[YearOfCommitment]:
    """Those that stood on some day of the year, by level and then in the order in which they were made."""
    seen = Commitment.objects.visible_to(EVERYBODY).order_by("pk")
    events: dict[int, list[CommitmentEvent]] = defaultdict(list)
    acts = CommitmentEvent.objects.in_force().filter(commitment__in=seen.values("pk"), happened_on__lte=day)
    for event in acts.order_by("commitment", "number"):
        events[event.commitment_id].append(event)
    reports, evidence = _reported(year, day)
    parties = _parties(seen)
    found = []
    for commitment in seen.filter(pk__in=events):
        own = events[commitment.pk]
        within = [event for event in own if event.happened_on.year == year]
        closed = own[-1].kind == Kind.CLOSED
        if closed and not within:
            continue
        found.append(
            YearOfCommitment(
                commitment=commitment,
                parties=parties.get(commitment.pk, ()),
                made=any(event.kind == Kind.MADE for event in within),
                renewed=any(event.kind == Kind.RENEWED for event in within),
                outcome=own[-1].outcome if closed else "",
                stands=not closed,
                reports=reports.get(commitment.pk, 0),
                evidence=evidence.get(commitment.pk, 0),
            )
        )
    order = [str(one) for one in Approach]
    return sorted(found, key=lambda one: (order.index(one.level), events[one.commitment.pk][0].happened_on))


def _reported(year: int, day: date) -> tuple[dict[int, int], dict[int, int]]:
    """By commitment, how many reports of the year everybody reads, and how much evidence of them."""
    inside = _within("reported_on", {"__gte": date(year, 1, 1), "__lte": day})
    reports = Progress.objects.visible_to(EVERYBODY).cleared().filter(**inside).order_by()
    seen = Evidence.objects.visible_to(EVERYBODY).filter(progress__in=reports.values("pk")).order_by()
    return (
        dict(Counter(reports.values_list("commitment", flat=True))),
        dict(Counter(seen.values_list("progress__commitment", flat=True))),
    )


def _parties(seen: Any) -> dict[int, tuple[str, ...]]:
    """The names of the parties of each, in the reader's language and its order."""
    rows = list(CommitmentParty.objects.filter(commitment__in=seen.order_by().values("pk")))
    there: dict[int, set[Body]] = defaultdict(set)
    for row in rows:
        if row.body:
            there[row.commitment_id].add(row.body)
    ordered = named(frozenset().union(*there.values())) if there else []
    return {pk: tuple(str(one.name) for one in ordered if one.body in own) for pk, own in there.items()}
