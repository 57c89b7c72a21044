"""In whose voice a reader answers: by their part in the network, or by an e-mail address that they confirmed.

A confirmed address is remembered by the reader's own browser alone, in a signed cookie of this one consultation:
nothing on the server says who takes part.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from enlace.consultations.answering.confirmations import unsealed
from enlace.consultations.answering.rules import can_answer_consultation
from enlace.consultations.answering.voices import Voice, voice_of
from enlace.consultations.models import AnsweredBy, Consultation, Standing
from enlace.core.permission import require
from enlace.network.dated import day_in_words

type View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Visit:
    """A consultation that takes answers, and the voice in which its reader gives them."""

    consultation: Consultation
    voice: Voice


def voice_in(request: HttpRequest, consultation: Consultation) -> Voice | None:
    """None for who has no voice, or has not confirmed an address yet. Who is signed in answers by their part alone."""
    if request.user.is_authenticated:
        return voice_of(request.user, consultation)
    if consultation.answered_by != AnsweredBy.PUBLIC:
        return None
    return unsealed(request.COOKIES.get(cookie_of(consultation), ""), consultation)


def cookie_of(consultation: Consultation) -> str:
    """The page cache lets cookies of this ending pass by (`website.page_cache`)."""
    return f"consultation_{consultation.pk}_voice"


def remember_voice(response: HttpResponse, voice: Voice, consultation: Consultation) -> None:
    """Until the browser is closed: a shared computer forgets whoever used it."""
    response.set_cookie(
        cookie_of(consultation),
        voice.seal,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def forget_voice(response: HttpResponse, consultation: Consultation) -> None:
    response.delete_cookie(cookie_of(consultation), samesite="Lax")


def _sought(request: HttpRequest, consultation_id: int) -> Consultation | None:
    """None where a reader who is not signed in should do that first. Raises Http404 for what they do not see then."""
    found = Consultation.objects.visible_to(request.user).filter(pk=consultation_id).first()
    if found is None and request.user.is_authenticated:
        raise Http404
    return found


def in_a_voice(view: View) -> View:
    """Asks for the consultation, that it takes answers, and for the voice, before `view(request, visit, …)`."""

    @wraps(view)
    def visited(request: HttpRequest, consultation_id: int, **rest: int) -> HttpResponse:
        consultation = _sought(request, consultation_id)
        if consultation is None:
            return redirect_to_login(request.get_full_path())
        if not consultation.is_open:
            messages.warning(request, why_not_open(consultation))
            return redirect(consultation)
        voice = voice_in(request, consultation)
        if voice is None and not request.user.is_authenticated:
            return redirect("consultations:join", consultation.pk)
        require(
            voice is not None and can_answer_consultation(request.user, consultation, voice),
            _("You have no voice in this consultation, so you cannot answer it."),
        )
        assert voice is not None
        return view(request, Visit(consultation, voice), **rest)

    return visited


def why_not_open(consultation: Consultation) -> str:
    """What is said to somebody who comes to answer too early or too late."""
    if consultation.standing in (Standing.DRAFT, Standing.SCHEDULED):
        return _("This consultation takes answers from %(day)s on.") % {"day": day_in_words(consultation.opens_on)}
    return _("This consultation took answers until %(day)s. What was answered before stays.") % {
        "day": day_in_words(consultation.last_day)
    }
