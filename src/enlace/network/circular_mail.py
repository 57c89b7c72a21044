"""Who is told of a circular, and in what words. Unless it is public, the mail does not hold its text."""

from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from enlace.core.mail import post
from enlace.network.audiences import Audience, roles_within
from enlace.network.models import Circular, Person
from enlace.network.standing import giving_rights_on


def readers_of(circular: Circular, day: date) -> QuerySet[Person]:
    """Everybody within its audience who plays a part on `day` and has an e-mail address."""
    parts = giving_rights_on(day).filter(role__in=roles_within(circular.audience), person=OuterRef("pk"))
    people = Person.objects.filter(Exists(parts), erased_at=None).exclude(email="").order_by("pk")
    if circular.audience == Audience.INVITED:
        people = people.filter(pk__in=circular.invited.values("pk"))
    return people


def mail_circular(circular: Circular, person: Person) -> None:
    with override(person.language):
        words = {
            "title": circular.shown_title,
            "text": circular.shown_text if circular.audience == Audience.PUBLIC else "",
            "link": settings.BASE_URL + circular.get_absolute_url(),
            "public": circular.audience == Audience.PUBLIC,
        }
        subject = gettext("Circular of the Technical Secretariat: %(title)s") % {"title": circular.shown_title}
        post(person.email, subject, render_to_string("network/mail/circular.txt", words))
