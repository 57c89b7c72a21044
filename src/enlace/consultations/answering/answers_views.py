"""All statements on one page, in one plain form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.answering import actions
from enlace.consultations.answering.forms import AnswersForm
from enlace.consultations.answering.queries import OwnAnswer, body_of, own_answers
from enlace.consultations.answering.visiting import Visit, in_a_voice
from enlace.consultations.answering.voters import known_voter
from enlace.core.pages import layout_for, page


@in_a_voice
def answers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Saves every answer that is one; the others are shown again, each with what is wrong."""
    form = AnswersForm(_own(request, visit), request.POST if request.method == "POST" else None)
    if request.method == "POST":
        changed = form.changed
        kept = actions.cast_votes(visit.consultation, changed, voice=visit.voice, by=request.user)
        _tell(request, kept=len(kept), gone=form.gone or len(kept) < len(changed))
        if not form.wrong:
            return redirect("consultations:answers", visit.consultation.pk)
        form = AnswersForm(_own(request, visit), request.POST, only={one.statement.pk for one in form.wrong})
    context = {
        "consultation": visit.consultation,
        "layout": layout_for(request),
        "voice": visit.voice,
        "body": body_of(visit.voice),
        "form": form,
        "wrong": form.wrong,
    }
    return page(request, "consultations/answers.html", context)


def _own(request: HttpRequest, visit: Visit) -> list[OwnAnswer]:
    return own_answers(visit.consultation, known_voter(visit.consultation, visit.voice), request.user)


def _tell(request: HttpRequest, *, kept: int, gone: bool) -> None:
    said = ngettext("%(count)d answer is saved.", "%(count)d answers are saved.", kept) % {"count": kept}
    messages.success(request, said if kept else _("Nothing new was saved."))
    if gone:
        messages.warning(request, _("Some statements were taken out meanwhile and are not asked any more."))
