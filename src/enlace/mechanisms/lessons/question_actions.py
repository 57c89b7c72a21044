"""What one state asks another about a practice note, and the reply. Both states read it, and nobody else."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.mechanisms.lessons.checking import LONGEST_QUESTION, LONGEST_REPLY, checked_words
from enlace.mechanisms.lessons.mail import mail_question, mail_reply
from enlace.mechanisms.lessons.rules import can_ask_about_practice_note, can_reply_to_note_question
from enlace.mechanisms.models import NoteQuestion, PracticeNote
from enlace.network.models import State

TWICE = timedelta(minutes=5)
"""What is sent again within this time is one question: a phone on a slow line sends again."""


@transaction.atomic
def ask_about_practice_note(note: PracticeNote, *, by: Anyone, state: State, text: str) -> NoteQuestion:
    """In the name of `state`; goes by mail to the office that answers. Raises ValidationError for `text`."""
    note = PracticeNote.objects.select_for_update().get(pk=note.pk)
    require(can_ask_about_practice_note(by, note, state), _("This note is not there to be asked about any more."))
    text = checked_words("text", text, LONGEST_QUESTION, _("Write your question first."))
    same = NoteQuestion.objects.filter(note=note, state=state, text=text, at__gt=now() - TWICE).first()
    if same is not None:
        return same
    asking: Any = by
    question = NoteQuestion.objects.create(note=note, state=state, text=text, at=now(), by=asking)
    record("ask_about_practice_note", question, by=by, after={"note": note.pk, "state": state.pk})
    mail_question(question)
    return question


@transaction.atomic
def reply_to_note_question(question: NoteQuestion, *, by: Anyone, reply: str) -> NoteQuestion:
    """Those who act for the state that asked are told by mail. Raises ValidationError for `reply`."""
    locked = NoteQuestion.objects.select_for_update(of=("self",)).select_related("note")
    question = locked.get(pk=question.pk)
    require(can_reply_to_note_question(by, question), _("There is a reply to this question already."))
    question.reply = checked_words("reply", reply, LONGEST_REPLY, _("Write your reply first."))
    question.replied_at, question.replied_by_id = now(), by.pk
    question.save(update_fields=["reply", "replied_at", "replied_by"])
    record("reply_to_note_question", question, by=by, after={"replied_at": question.replied_at.isoformat()})
    mail_reply(question)
    return question
