"""What questionnaires hold of a person: what they asked back, and why they sent one back. Answers are a state's."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enlace.commitments.progress.privacy import clean
from enlace.core.registry import Held
from enlace.mechanisms.models import FieldQuestion
from enlace.network.erasure import words_of
from enlace.network.models import Person


def questions_by(person: Person) -> Iterator[Held]:
    if person.user_id is None:
        return
    asked = FieldQuestion.objects.filter(by=person.user_id).select_related("questionnaire__mechanism").order_by("pk")
    for one in asked:
        questionnaire = one.questionnaire
        yield Held(
            _("Question on a questionnaire: %(mechanism)s") % {"mechanism": questionnaire.mechanism.shown_name},
            one.text,
            questionnaire.get_absolute_url(),
        )


def erase_from_questions(person: Person) -> None:
    """Their name and addresses go from what was asked back and from the reasons for which something was sent back."""
    clean(FieldQuestion, "text", words_of(person))
