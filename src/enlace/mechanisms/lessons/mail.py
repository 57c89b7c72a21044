"""What people are told of practice notes, each in their language. Who did something is not told of it."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.languages import default_language, language_codes
from enlace.core.mail import post
from enlace.mechanisms.lessons.standing import waiting
from enlace.mechanisms.models import NoteQuestion, PracticeNote
from enlace.network.models import Person, Role
from enlace.network.roles import ACTING
from enlace.network.standing import giving_rights_on


def mail_waiting(note: PracticeNote, by: Anyone) -> int:
    """To those who clear for the state, unless another of its notes waits for them already; the number of mails."""
    if waiting().filter(state=note.state_id).exclude(pk=note.pk).exists():
        return 0
    people = _people_of(note.state_id, (Role.VALIDATOR,), by)
    for person in people:
        with override(person.language):
            subject = _("A practice note waits for you: %(note)s") % {"note": note.shown_title}
            _post(person.email, subject, "note_waiting", note)
    return len(people)


def mail_sent_back(note: PracticeNote, by: Anyone, why: str) -> int:
    people = _people_of(note.state_id, ACTING, by)
    for person in people:
        with override(person.language):
            subject = _("A practice note was sent back: %(note)s") % {"note": note.shown_title}
            _post(person.email, subject, "note_sent_back", note, why=why)
    return len(people)


def mail_question(question: NoteQuestion) -> int:
    """To the office that answers; where the note names none, to those who act for its state."""
    note = question.note
    told = {person.email: person.language for person in _people_of(note.state_id, ACTING)}
    if note.contact_email:
        told = {note.contact_email: _language_of_the_office(note)}
    for address, language in told.items():
        with override(language):
            words = {"state": question.state.name, "note": note.shown_title}
            subject = _("%(state)s asks about your practice note: %(note)s") % words
            link = reverse("mechanisms:reply_to_note_question", args=[question.pk])
            _post(address, subject, "note_question", note, link=link, state=words["state"], text=question.text)
    return len(told)


def mail_reply(question: NoteQuestion) -> int:
    """To those who act for the state that asked."""
    note, people = question.note, _people_of(question.state_id, ACTING)
    for person in people:
        with override(person.language):
            words = {"state": note.state.name, "note": note.shown_title}
            subject = _("%(state)s has replied about its practice note: %(note)s") % words
            more = {"state": words["state"], "text": question.text, "reply": question.reply}
            _post(person.email, subject, "note_reply", note, **more)
    return len(people)


def _people_of(state_id: int, roles: tuple[str, ...], but: Anyone | None = None) -> list[Person]:
    mandates = giving_rights_on(today()).filter(role__in=roles, state=state_id)
    people = Person.objects.filter(pk__in=mandates.values("person"), erased_at=None).exclude(email="").order_by("pk")
    return [one for one in people if but is None or one.user_id is None or one.user_id != but.pk]


def _language_of_the_office(note: PracticeNote) -> str:
    """That of the person whose address it is, if the directory knows one; else that in which the note is written."""
    known = Person.objects.filter(email__iexact=note.contact_email, erased_at=None).first()
    if known is not None:
        return known.language
    written = note.text.in_language(default_language()).language
    return written if written in language_codes() else default_language()


def _post(address: str, subject: str, template: str, note: PracticeNote, **words: Any) -> None:
    link = settings.BASE_URL + str(words.pop("link", "") or note.get_absolute_url())
    told = {"note": note.shown_title} | words | {"link": link}
    post(address, subject, render_to_string(f"mechanisms/mail/{template}.txt", told))
