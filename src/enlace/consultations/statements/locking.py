"""Statements while nobody else adds, moderates or closes: call these inside the transaction."""

from django.db.models import Max

from enlace.consultations.models import Consultation, Statement


def locked_consultation(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update().get(pk=consultation.pk)


def locked_statement(statement: Statement) -> Statement:
    """With its consultation locked."""
    locked_consultation(statement.consultation)
    found = Statement.objects.select_related("consultation", "challenge", "priority__challenge")
    return found.get(pk=statement.pk)


def next_number(consultation: Consultation) -> int:
    """Of a consultation that is locked."""
    return 1 + (consultation.statements.aggregate(highest=Max("number"))["highest"] or 0)
