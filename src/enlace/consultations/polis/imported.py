"""Consultations that were imported, as the secretariat looks through them."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Consultation, Statement, Vote, Voter


@dataclass(frozen=True)
class ImportedCounts:
    accepted: int
    left_out: int
    voters: int
    votes: int


def imports(user: Anyone) -> QuerySet[Consultation]:
    """The newest first."""
    return Consultation.objects.visible_to(user).exclude(source={}).select_related("result").order_by("-pk")


def imported_counts(consultation: Consultation) -> ImportedCounts:
    statements = Statement.objects.filter(consultation=consultation).aggregate(
        accepted=Count("pk", filter=Q(accepted_at__isnull=False)), left_out=Count("pk", filter=Q(accepted_at=None))
    )
    voters = Voter.objects.filter(consultation=consultation).count()
    return ImportedCounts(
        **statements, voters=voters, votes=Vote.objects.filter(voter__consultation=consultation).count()
    )
