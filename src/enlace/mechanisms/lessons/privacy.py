"""What practice notes hold of a person: what they asked and replied. The notes themselves are a state's, and stay."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from enlace.commitments.progress.privacy import clean
from enlace.core.registry import Held
from enlace.mechanisms.models import NoteQuestion
from enlace.network.erasure import words_of
from enlace.network.models import Person


def questions_of(person: Person) -> Iterator[Held]:
    """Each question or reason that they wrote about a practice note, and each reply."""
    if person.user_id is None:
        return
    theirs = NoteQuestion.objects.filter(Q(by=person.user_id) | Q(replied_by=person.user_id))
    for one in theirs.select_related("note").order_by("pk"):
        words, address = {"note": one.note.shown_title}, one.note.get_absolute_url()
        if one.by_id == person.user_id:
            yield Held(_("Question about a practice note: %(note)s") % words, one.text, address)
        if one.reply and one.replied_by_id == person.user_id:
            yield Held(_("Reply about a practice note: %(note)s") % words, one.reply, address)


def erase_from_questions(person: Person) -> None:
    """Their name and addresses go from questions and replies."""
    words = words_of(person)
    clean(NoteQuestion, "text", words)
    clean(NoteQuestion, "reply", words)
