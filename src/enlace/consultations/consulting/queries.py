"""Consultations as a reader gets them: the list, what is left to answer, and the first screen of one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.consultations.answering.queries import OwnAnswer, body_of, own_answers
from enlace.consultations.answering.voices import Voice, key_of
from enlace.consultations.answering.voters import known_voter
from enlace.consultations.consulting.readiness import missing_languages
from enlace.consultations.consulting.rules import can_see_turnout
from enlace.consultations.consulting.terms import promises, time_to_answer, who_answers, who_reads_result
from enlace.consultations.consulting.turnout import Turnout, turnout
from enlace.consultations.models import Consultation, Standing, Statement, VoiceOf, Vote
from enlace.consultations.models.consultations import ConsultationQuerySet
from enlace.meetings.models import Meeting
from enlace.network.roles import roles_of

type VoiceIn = Callable[[Consultation], Voice | None]
"""In whose voice the reader answers a consultation."""


@dataclass(frozen=True)
class Answered:
    """How many of the statements that are put to vote a voice has answered."""

    count: int
    statements: int

    @property
    def left(self) -> int:
        return max(self.statements - self.count, 0)


def answered_of(consultations: Iterable[Consultation], voice_in: VoiceIn) -> dict[int, Answered]:
    """By id, of those that are open and in which the reader has a voice. Two queries, however many."""
    voices = {one: voice for one in consultations if one.is_open and one.salt and (voice := voice_in(one))}
    if not voices:
        return {}
    keys = {one.pk: key_of(voice, one) for one, voice in voices.items()}
    accepted = Statement.objects.accepted().filter(consultation__in=keys).order_by()
    whole = dict(accepted.values_list("consultation").annotate(Count("pk")))
    votes = Vote.objects.filter(voter__key__in=keys.values(), statement__in=accepted.values("pk")).order_by()
    cast = dict(votes.values_list("voter__key").annotate(Count("pk")))
    return {pk: Answered(cast.get(key, 0), whole.get(pk, 0)) for pk, key in keys.items()}


@dataclass(frozen=True)
class ShownConsultation:
    """`answered` is the reader's own, None without a voice or while it takes no answers."""

    consultation: Consultation
    answered: Answered | None
    meeting: Meeting | None
    shows_result: bool

    @property
    def time_left(self) -> str:
        return time_to_answer(self.consultation)


@dataclass(frozen=True)
class Consultations:
    """`open` with what closes first, `coming` with what opens first, `over` with what ended last."""

    open: Sequence[ShownConsultation]
    coming: Sequence[ShownConsultation]
    drafts: Sequence[ShownConsultation]
    over: Sequence[ShownConsultation]

    def __bool__(self) -> bool:
        return bool(self.open or self.coming or self.drafts or self.over)


def consultations_for(user: Anyone, voice_in: VoiceIn) -> Consultations:
    shown = shown_consultations(Consultation.objects.visible_to(user), user, voice_in)
    by_standing: dict[str, list[ShownConsultation]] = {standing: [] for standing in Standing}
    for one in shown:
        by_standing[one.consultation.standing].append(one)
    over = by_standing[Standing.CLOSED] + by_standing[Standing.PUBLISHED]
    return Consultations(
        open=sorted(by_standing[Standing.OPEN], key=lambda one: one.consultation.closes_on),
        coming=sorted(by_standing[Standing.SCHEDULED], key=lambda one: one.consultation.opens_on),
        drafts=by_standing[Standing.DRAFT],
        over=sorted(over, key=lambda one: one.consultation.last_day, reverse=True),
    )


def shown_consultations(found: ConsultationQuerySet, user: Anyone, voice_in: VoiceIn) -> list[ShownConsultation]:
    """In a number of queries that does not grow with them."""
    consultations = list(found.select_related("result").defer("result__facts", "result__text"))
    answered = answered_of(consultations, voice_in)
    meetings = Meeting.objects.visible_to(user).in_bulk({one.meeting_id for one in consultations if one.meeting_id})
    with_result = set(Consultation.objects.with_visible_result(user).values_list("pk", flat=True))
    return [
        ShownConsultation(one, answered.get(one.pk), meetings.get(one.meeting_id or 0), one.pk in with_result)
        for one in consultations
    ]


@dataclass(frozen=True)
class ConsultationRecord:
    """The first screen of one consultation, to one reader.

    `voice` says in whose voice they answer, `why_silent` why they have none. `proposals` are their own, `own_answers`
    what they answered in one that is over, both where answers carry names. The last three are for the secretariat.
    """

    who: str
    promises: Sequence[str]
    readers: str
    time_left: str
    statements: int
    meeting: Meeting | None
    shows_result: bool
    answered: Answered | None
    voice: str
    why_silent: str
    proposals: Sequence[Statement]
    own_answers: Sequence[OwnAnswer]
    turnout: Turnout | None
    waiting: int = 0
    untranslated: int = 0


def consultation_record(consultation: Consultation, user: Anyone, voice_in: VoiceIn) -> ConsultationRecord:
    voice, sees_turnout = voice_in(consultation), can_see_turnout(user, consultation)
    counts = _of_statements(consultation, user)
    meetings = Meeting.objects.visible_to(user).filter(pk=consultation.meeting_id or 0)
    with_result = Consultation.objects.with_visible_result(user)
    voter = known_voter(consultation, voice) if voice and not consultation.is_anonymous else None
    return ConsultationRecord(
        who=who_answers(consultation),
        promises=promises(consultation),
        readers=who_reads_result(consultation),
        time_left=time_to_answer(consultation),
        statements=counts["accepted"],
        meeting=meetings.first() if consultation.meeting_id else None,
        shows_result=consultation.is_published and with_result.filter(pk=consultation.pk).exists(),
        answered=answered_of([consultation], lambda _consultation: voice).get(consultation.pk),
        voice=_voice_in_words(voice) if voice else "",
        why_silent="" if voice else why_silent(user, consultation),
        proposals=list(Statement.objects.filter(consultation=consultation, voter=voter)) if voter else [],
        own_answers=own_answers(consultation, voter) if voter and consultation.is_over else [],
        turnout=turnout(consultation) if sees_turnout else None,
        waiting=counts["waiting"],
        untranslated=counts["untranslated"],
    )


def _of_statements(consultation: Consultation, user: Anyone) -> Mapping[str, int]:
    accepted = Q(accepted_at__isnull=False)
    if not roles_of(user).is_secretary:
        return {"accepted": consultation.statements.filter(accepted).count(), "waiting": 0, "untranslated": 0}
    texts = list(consultation.statements.filter(accepted).values_list("text", flat=True))
    return {
        "accepted": len(texts),
        "waiting": consultation.statements.waiting().count(),
        "untranslated": sum(bool(missing_languages(text)) for text in texts),
    }


def _voice_in_words(voice: Voice) -> str:
    body = body_of(voice)
    return _("You answer for %(body)s.") % {"body": body} if body else _("You have a voice of your own.")


def why_silent(user: Anyone, consultation: Consultation) -> str:
    """Why somebody who sees a consultation has no voice in it; empty for who could still confirm an address."""
    roles = roles_of(user)
    if not user.is_authenticated:
        return ""
    if roles.is_secretary:
        return _("The secretariat runs consultations and has no voice in them.")
    if roles.states and consultation.voice_of == VoiceOf.STATE:
        return _("The focal point or alternate answers for your state. You can read everything here.")
    return _("Your part in the network has no voice in this consultation. You can read what is shown here.")
