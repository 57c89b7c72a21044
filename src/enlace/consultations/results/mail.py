"""Who is told that a result is there, and in what words: those who have a voice in the consultation and may read it."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.consultations.consulting.answerers import people_asked
from enlace.consultations.models import Consultation, Result
from enlace.core.clock import today
from enlace.core.mail import post
from enlace.network.audiences import Audience, roles_within
from enlace.network.models import Person
from enlace.network.standing import giving_rights_on


def people_told(consultation: Consultation, audience: str) -> list[Person]:
    """To all alike, so that no mail says who has answered. Nobody where the secretariat alone reads it, or where nobody
    was asked here.
    """
    if audience == Audience.SECRETARIAT or consultation.is_imported:
        return []
    within = set(giving_rights_on(today()).filter(role__in=roles_within(audience)).values_list("person", flat=True))
    return [person for person in people_asked(consultation) if person.pk in within]


def mail_result(result: Result) -> int:
    """The number of mails."""
    consultation = result.consultation
    people = people_told(consultation, consultation.audience)
    for person in people:
        with override(person.language):
            question = str(consultation.shown_question)
            subject = _("The result is there: %(question)s") % {"question": question}
            link = settings.BASE_URL + result.get_absolute_url()
            words = {"question": question, "text": result.shown_text, "link": link, "audience": consultation.audience}
            text = render_to_string("consultations/mail/result_published.txt", words)
            post(person.email, subject, text.strip() + "\n")
    return len(people)
