"""What is told of a consultation, to each in their language. None of these mails says whether somebody has answered."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.consultations.consulting.terms import promises, who_answers
from enlace.consultations.models import Consultation
from enlace.core.clock import today
from enlace.core.mail import post
from enlace.network.dated import day_in_words
from enlace.network.models import Person, Role
from enlace.network.standing import giving_rights_on


def secretaries() -> list[Person]:
    giving = giving_rights_on(today()).filter(role=Role.SECRETARY)
    people = Person.objects.filter(pk__in=giving.values("person"), erased_at=None)
    return list(people.exclude(email="").order_by("pk"))


def mail_opened(consultation: Consultation, person: Person) -> None:
    with override(person.language):
        subject = _("A consultation is open until %(day)s: %(question)s") % _named(consultation)
        terms = {"who": who_answers(consultation), "promises": promises(consultation)}
        _post(person, subject, "consultation_opened", consultation, **terms)


def mail_reminder(consultation: Consultation, person: Person) -> None:
    with override(person.language):
        subject = _("Answers are taken until %(day)s: %(question)s") % _named(consultation)
        _post(person, subject, "consultation_reminder", consultation, anonymous=consultation.is_anonymous)


def mail_taken_back(consultation: Consultation, person: Person) -> None:
    with override(person.language):
        subject = _("The consultation is not open yet after all: %(question)s") % _named(consultation)
        _post(person, subject, "consultation_taken_back", consultation)


def mail_over(consultation: Consultation, person: Person) -> None:
    with override(person.language):
        subject = _("The consultation is over: %(question)s") % _named(consultation)
        _post(person, subject, "consultation_over", consultation)


def _named(consultation: Consultation) -> dict[str, str]:
    return {"question": str(consultation.shown_question), "day": day_in_words(consultation.closes_on)}


def _post(person: Person, subject: str, template: str, consultation: Consultation, **more: Any) -> None:
    address = reverse("consultations:consultation", args=[consultation.pk])
    words = {**_named(consultation), "link": settings.BASE_URL + address, **more}
    post(person.email, subject, render_to_string(f"consultations/mail/{template}.txt", words).strip() + "\n")
