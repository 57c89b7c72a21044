"""What those who answer are told before they do: whose voice counts, until when, and who sees what they answer."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.models import AnsweredBy, Consultation, VoiceOf
from enlace.core.clock import today
from enlace.network.audiences import Audience


def who_answers(consultation: Consultation) -> str:
    """Whose voice counts, in one or two sentences."""
    by_state = consultation.voice_of == VoiceOf.STATE
    if consultation.answered_by == AnsweredBy.PUBLIC:
        return _(
            "Everybody has one voice: people of the network once they are signed in, others with an e-mail address "
            "that they confirm."
        )
    if consultation.answered_by == AnsweredBy.NETWORK:
        if by_state:
            return _(
                "Each member state and each observer has one voice. For a state its focal point or alternate answers. "
                "Where two answer for one voice, the last answer counts and both see it."
            )
        return _("Each person of a member state or of an observer has one voice.")
    if by_state:
        return _(
            "Each member state has one voice. Its focal point or alternate answers. Where two answer, the last answer "
            "counts and both see it."
        )
    return _("Each person of a member state has one voice.")


def promises(consultation: Consultation) -> list[str]:
    """What becomes of the answers, a sentence each; the first says whether they carry names."""
    return _anonymous() if consultation.is_anonymous else _attributed(consultation)


def _anonymous() -> list[str]:
    return [
        _("Answers are anonymous: nobody can see who answered what, not even the secretariat."),
        _(
            "There is no result before the consultation closes. Then its numbers are rounded, and no group of fewer "
            "than three is shown."
        ),
        _("Until it closes you can change your answers. After that you cannot see them any more either."),
    ]


def _attributed(consultation: Consultation) -> list[str]:
    found = [_named(consultation), _("The secretariat sees the answers as they come.")]
    if consultation.audience == Audience.SECRETARIAT:
        found.append(_("The result is for the secretariat alone: nobody else sees your answers."))
    else:
        found.append(_("Member states see them once the result is published. Observers and the public never see them."))
    if consultation.audience in (Audience.NETWORK, Audience.PUBLIC):
        found.append(_("Others read totals. Where all say the same, a total tells what each said."))
    found.append(_("Until it closes you can change your answers."))
    return found


def _named(consultation: Consultation) -> str:
    if consultation.answered_by == AnsweredBy.PUBLIC:
        return _("Answers carry the name of who is signed in. Who answers by e-mail stays without a name.")
    if consultation.voice_of == VoiceOf.PERSON:
        return _("Answers carry the name of the person who gives them.")
    if consultation.answered_by == AnsweredBy.NETWORK:
        return _("Answers carry the name of the state or of the observer.")
    return _("Answers carry the name of the state.")


def who_reads_result(consultation: Consultation) -> str:
    return {
        Audience.PUBLIC: _("Everybody, once it is published"),
        Audience.NETWORK: _("Members and observers, once it is published"),
        Audience.MEMBERS: _("Member states and the secretariat, once it is published"),
    }.get(Audience(consultation.audience), _("The secretariat alone"))


def time_to_answer(consultation: Consultation) -> str:
    """How much of it is left, of one that is open; empty for others."""
    if not consultation.is_open:
        return ""
    days = (consultation.closes_on - today()).days
    if days == 0:
        return _("today is the last day")
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
