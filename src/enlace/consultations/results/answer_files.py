"""The answers to a consultation in the files of Polis. Anonymous ones leave as rounded counts alone."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import TypedDict

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.consultations.models import Consultation, Statement, Vote, Voter
from enlace.consultations.polis.writing import ExportedStatement, ExportedVote, export_files
from enlace.consultations.results.facts import Facts
from enlace.core.texts import Texts
from enlace.network.exchange.table_writing import Written, as_csv

type Files = dict[str, bytes]
"""Content by name."""


class _About(TypedDict):
    topic: str
    url: str
    description: str


def files_of_answers(consultation: Consultation) -> Files:
    """Of an attributed one: a row for each answer, of voices that are numbered.

    `voters.csv` says which state or observer each is; people are named nowhere. Raises ValueError where answers are
    anonymous.
    """
    if consultation.is_anonymous:
        raise ValueError("Anonymous answers have no row for a voice.")
    found = Voter.objects.filter(consultation=consultation, votes__isnull=False).distinct()
    voters = list(found.select_related("state", "organisation").order_by("pk"))
    numbers = {voter.pk: number for number, voter in enumerate(voters)}
    statements = list(Statement.objects.accepted().filter(consultation=consultation).order_by("number"))
    votes = _votes(consultation, statements, numbers)
    files = export_files(list(map(_statement, statements)), votes, **_about(consultation))
    if any(voter.state_id or voter.organisation_id for voter in voters):
        files["voters.csv"] = _voters(voters)
    return files


def _votes(consultation: Consultation, statements: list[Statement], numbers: Mapping[int, int]) -> list[ExportedVote]:
    """One without a moment, from an import, is given that of the last day."""
    end = timezone.make_aware(datetime.combine(consultation.last_day, time()))
    places = {one.pk: one.number for one in statements}
    cast = Vote.objects.filter(statement__in=places).order_by("pk")
    return [
        ExportedVote(places[statement], numbers[voter], value, at or end)
        for statement, voter, value, at in cast.values_list("statement_id", "voter_id", "value", "cast_at")
    ]


def rounded_files(consultation: Consultation, facts: Facts) -> Files:
    """Of an anonymous one, from its published facts: no row for a voice, no time, counts rounded."""
    counts: Mapping[int, Facts] = {one["statement"]: one for one in facts["consensus"]}
    statements = [
        ExportedStatement(
            one["number"],
            str(Texts(one["text"])),
            agrees=counts[one["id"]]["agree"],
            disagrees=counts[one["id"]]["disagree"],
        )
        for one in facts["statements"]
        if one["id"] in counts
    ]
    groups = len(facts["groups"]) if facts["distinct"] else 1
    about = _about(consultation)
    return export_files(statements, anonymous=True, voters=facts["voices"]["total"], group_count=groups, **about)


def _about(consultation: Consultation) -> _About:
    text = str(consultation.shown_text)
    illustrative = _("Illustrative answers, written for the demonstration.") if consultation.illustrative else ""
    return {
        "topic": str(consultation.shown_question),
        "url": settings.BASE_URL + consultation.get_absolute_url(),
        "description": " ".join(filter(None, [illustrative, text])),
    }


def _statement(one: Statement) -> ExportedStatement:
    """Who proposed it is not told: nobody was promised to read that."""
    return ExportedStatement(one.number, str(one.shown_text), None, one.accepted_at, seed=not one.by_participant)


def _voters(voters: list[Voter]) -> bytes:
    rows = [
        [
            str(number),
            voter.state.code if voter.state else "",
            str(voter.organisation.shown_name) if voter.organisation else "",
        ]
        for number, voter in enumerate(voters)
    ]
    return as_csv(Written("voters", ["voter-id", "state", "observer"], rows))
