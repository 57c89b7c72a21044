"""What people are told of their access, each in their language."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from enlace.core.dates import date_in_words
from enlace.core.mail import post
from enlace.network.models import Invitation, Person


def mail_invitation(invitation: Invitation, token: str) -> None:
    person = invitation.person
    with override(person.language):
        link = settings.BASE_URL + reverse("network:invitation", args=[token])
        until = date_in_words(invitation.expires_on, person.language)
        text = render_to_string(
            "network/mail/invitation.txt", {"link": link, "until": until, "site": settings.BASE_URL}
        )
        post(person.email, gettext("Your account in the network"), text)


def mail_access(person: Person) -> None:
    with override(person.language):
        link = settings.BASE_URL + reverse("account_login")
        text = render_to_string("network/mail/access.txt", {"link": link, "site": settings.BASE_URL})
        post(person.email, gettext("Your access to the network"), text)
