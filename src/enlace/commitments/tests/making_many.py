"""Any number of commitments of every kind, in a few inserts: for the dashboard's tests and its bench."""

import random
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone

from enlace.commitments.models import Commitment, CommitmentEvent, CommitmentParty, Progress
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.meetings.models import Meeting
from enlace.network.models import Organisation, State
from enlace.themes.models import Theme

LEVELS = ("local", "national", "binational", "regional")
BATCH = 2000


def make_many(number: int, *, seed: int = 1) -> None:
    """Among them drafts, acts that wait for a word, records for members only, late ones, and reports not cleared.

    States, observers, themes and meetings are those that are there.
    """
    chance = random.Random(seed)
    first = Commitment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    states, observers = list(State.objects.order_by("code")), list(Organisation.objects.observers().order_by("pk"))
    Commitment.objects.bulk_create((_commitment(chance, place) for place in range(number)), batch_size=BATCH)
    made = list(Commitment.objects.filter(pk__gt=first).order_by("pk").values_list("pk", "approach"))
    parties = [one for pk, level in made for one in _parties(chance, pk, level, states, observers)]
    CommitmentParty.objects.bulk_create(parties, batch_size=BATCH)
    meetings = [None, *Meeting.objects.order_by("pk").values_list("pk", flat=True)]
    events = (one for pk, _level in made for one in _events(chance, pk, meetings))
    CommitmentEvent.objects.bulk_create(events, batch_size=BATCH)
    grouped = groupby(parties, lambda party: party.commitment_id)
    reports = (one for _pk, own in grouped for one in _reports(chance, list(own)))
    Progress.objects.bulk_create(reports, batch_size=BATCH)
    themes, link = list(Theme.objects.order_by("pk").values_list("pk", flat=True)), Commitment.themes.through
    links = (link(commitment_id=pk, theme_id=one) for pk, _level in made for one in chance.sample(themes, 2))
    link.objects.bulk_create(links, batch_size=BATCH)


def _commitment(chance: random.Random, place: int) -> Commitment:
    return Commitment(
        title=Texts({"es": f"Formar a jueces y fiscales, grupo {place}", "en": f"Train judges, group {place}"}),
        text=Texts({"es": "Un curso cada año, con evaluación al final y materiales abiertos."}),
        approach=LEVELS[place % 4],
        audience=chance.choices(["public", "network", "members"], [8, 1, 1])[0],
        due_on=today() + timedelta(days=chance.randint(-700, 700)) if chance.random() < 0.7 else None,
        drafted_on=today() - timedelta(days=chance.randint(1, 2500)),
        illustrative=True,
    )


def _parties(chance: random.Random, pk: int, level: str, states: list[Any], observers: list[Any]) -> list[Any]:
    number = {"binational": 2, "regional": 3}.get(level, 1)
    found = [CommitmentParty(commitment_id=pk, state=one) for one in chance.sample(states, min(number, len(states)))]
    if observers and chance.random() < 0.15:
        found.append(CommitmentParty(commitment_id=pk, organisation=chance.choice(observers)))
    return found


def _events(chance: random.Random, pk: int, meetings: list[int | None]) -> list[CommitmentEvent]:
    """None for a draft; the last one may wait for a word."""
    kinds = chance.choices(
        [[], ["made"], ["made", "renewed"], ["made", "amended"], ["made", "closed"], ["made", "closed", "renewed"]],
        [1, 9, 4, 2, 3, 1],
    )[0]
    day, found = today() - timedelta(days=chance.randint(0, 2200)), []
    for number, kind in enumerate(kinds, 1):
        waits = number == len(kinds) and chance.random() < 0.1
        found.append(
            CommitmentEvent(
                commitment_id=pk,
                number=number,
                kind=kind,
                outcome=chance.choice(["achieved", "superseded", "withdrawn"]) if kind == "closed" else "",
                meeting_id=chance.choice(meetings),
                happened_on=day,
                in_force_at=None if waits else timezone.now(),
            )
        )
        day = min(today(), day + timedelta(days=chance.randint(1, 500)))
    return found


def _reports(chance: random.Random, parties: list[CommitmentParty]) -> list[Progress]:
    """Of some parties; of each eight reports one is not cleared yet, one not public, one taken back."""
    return [
        Progress(
            commitment_id=party.commitment_id,
            state=party.state,
            organisation=party.organisation,
            reported_on=today() - timedelta(days=chance.randint(0, 1500)),
            percent=chance.randint(0, 100) if chance.random() < 0.9 else None,
            text=Texts({"es": "Avance."}),
            audience="members" if chance.random() < 0.12 else "public",
            submitted_at=timezone.now(),
            cleared_at=None if chance.random() < 0.12 else timezone.now(),
            taken_back_at=timezone.now() if chance.random() < 0.12 else None,
        )
        for party in parties
        for _turn in range(chance.choice([0, 0, 1, 2, 4]))
    ]
