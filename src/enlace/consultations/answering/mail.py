"""What is sent to an address that somebody wrote down to answer, in the language of the page that they wrote it on."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.consultations.answering.confirmations import LASTS
from enlace.consultations.models import Consultation
from enlace.core.mail import post


def mail_confirmation(consultation: Consultation, address: str, token: str) -> None:
    link = reverse("consultations:confirm_address", args=[consultation.pk, token])
    _post(address, _("Confirm your e-mail address to answer"), "confirm_address", consultation, link)


def mail_sign_in(consultation: Consultation, address: str) -> None:
    link = reverse("consultations:answer", args=[consultation.pk])
    subject = _("Sign in to answer")
    _post(address, subject, "sign_in_to_answer", consultation, f"{reverse(settings.LOGIN_URL)}?next={link}")


def _post(address: str, subject: str, template: str, consultation: Consultation, link: str) -> None:
    words = {"question": consultation.shown_question, "link": settings.BASE_URL + link, "days": LASTS.days}
    post(address, subject, render_to_string(f"consultations/mail/{template}.txt", words).strip() + "\n")
