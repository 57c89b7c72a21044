"""What of commitments is searched: commitments with what was reported of them for everybody, and joint strategies."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.commitments.models import Commitment, CommitmentEvent, Progress, Strategy
from enlace.core.searchable import Indexed, Searchable, addressed_by_number, affected_through, joined
from enlace.core.texts import Texts
from enlace.network.audiences import Audience


def searchable_commitments() -> Searchable:
    ways = {
        "commitments.commitmentevent": "events",
        "commitments.commitmentevent:commitment": "",
        "commitments.commitmentparty": "parties",
        "commitments.progress": "progress",
        "commitments.progress:commitment": "",
        "network.organisation": "parties__organisation",
        "network.state": "parties__state",
        "themes.theme": "themes",
    }
    return Searchable(
        kind="commitment",
        label=_("Commitments"),
        singular=Commitment._meta.verbose_name,
        seen=Commitment.objects.visible_to,
        addresses=addressed_by_number("commitments:commitment"),
        read=read_commitments,
        affected=affected_through(Commitment, ways),
    )


def read_commitments(ids: Collection[int]) -> Iterator[Indexed]:
    """The wording in force, of a draft its wording. Of progress what was cleared and is for everybody."""
    made = CommitmentEvent.objects.made().in_force().order_by("number")
    reported = Progress.objects.cleared().filter(audience=Audience.PUBLIC).order_by("pk")
    commitments: Iterable[Any] = (
        Commitment.objects.filter(pk__in=ids)
        .order_by("pk")
        .prefetch_related(
            *("themes", "parties__state", "parties__organisation"),
            Prefetch("events", made, "made"),
            Prefetch("progress", reported, "reported"),
        )
    )
    for one in commitments:
        parties = one.parties.all()
        observers = [party.organisation.name for party in parties if party.organisation]
        first = next((event.happened_on for event in one.made), one.drafted_on)
        texts = [progress.text for progress in one.reported]
        yield Indexed(
            id=one.pk,
            titles=one.title,
            texts=joined(one.text, one.responsible, *observers, *texts, {"": one.reference} if one.reference else {}),
            day=first.isoformat(),
            themes=tuple(theme.slug for theme in one.themes.all()),
            states=tuple(sorted(party.state.code for party in parties if party.state)),
        )


def searchable_strategies() -> Searchable:
    ways = {
        "network.organisation": "parties__organisation",
        "network.state": "parties__state",
        "themes.theme": "themes",
    }
    return Searchable(
        kind="strategy",
        label=_("Joint strategies"),
        singular=Strategy._meta.verbose_name,
        seen=Strategy.objects.visible_to,
        addresses=addressed_by_number("commitments:strategy"),
        read=read_strategies,
        affected=affected_through(Strategy, ways),
    )


def read_strategies(ids: Collection[int]) -> Iterator[Indexed]:
    """What is signed; before that title and summary, which its parties alone see."""
    strategies = Strategy.objects.filter(pk__in=ids).order_by("pk")
    for one in strategies.prefetch_related("themes", "parties__state", "parties__organisation"):
        content = one.content or {"title": one.title, "summary": one.summary, "sections": []}
        sections = [section["title"] for section in content["sections"]]
        sections += [{code: said["text"] for code, said in section["texts"].items()} for section in content["sections"]]
        parties = one.parties.all()
        observers = [party.organisation.name for party in parties if party.organisation]
        yield Indexed(
            id=one.pk,
            titles=Texts(content["title"]),
            texts=joined(content["summary"], *sections, *observers),
            day=timezone.localdate(one.published_at).isoformat() if one.published_at else "",
            themes=tuple(theme.slug for theme in one.themes.all()),
            states=tuple(sorted(party.state.code for party in parties if party.state)),
        )
