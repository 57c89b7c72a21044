"""What was said once of a consultation: one row for all whom it was said to, so that it joins nobody with an answer."""

from datetime import date, datetime

from enlace.consultations.models import Consultation, ConsultationReminder


def opening_key(consultation: Consultation) -> str:
    return f"{_beginning(consultation)}opened"


def reminder_key(consultation: Consultation, closes_on: date, days: int) -> str:
    """`days` before the last day: moving that day reminds anew."""
    return f"{_beginning(consultation)}{closes_on.isoformat()}:{days}"


def was_told(key: str) -> bool:
    return ConsultationReminder.objects.filter(key=key).exists()


def note_told(key: str, moment: datetime) -> None:
    ConsultationReminder.objects.create(key=key, sent_at=moment)


def forget_told(consultation: Consultation) -> None:
    """So that it is said anew where the consultation is opened again."""
    ConsultationReminder.objects.filter(key__startswith=_beginning(consultation)).delete()


def _beginning(consultation: Consultation) -> str:
    return f"consultation:{consultation.pk}:"
