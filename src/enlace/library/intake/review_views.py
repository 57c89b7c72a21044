"""What was proposed is looked at: one by one beside the first page, or many in one table."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.library.cataloguing.contributing import contributors_of
from enlace.library.cataloguing.contributor_rows import ContributorRows
from enlace.library.cataloguing.language_actions import join_publications
from enlace.library.cataloguing.rules import can_confirm_publication, can_join_publications
from enlace.library.intake.forms import LineForm, ReviewForm
from enlace.library.intake.queries import Reviewed, first_words, reviewed, unconfirmed
from enlace.library.intake.review_actions import confirm_reviewed
from enlace.library.intake.rules import can_ingest_file
from enlace.library.models import Collection, Publication

SHOWN = 50


@dataclass(frozen=True)
class Outcome:
    confirmed: int
    wrong: int


@login_required
def review(request: HttpRequest) -> HttpResponseBase:
    """Up to fifty at once; what is not marked stays as it was, and what is wrong says so at its field."""
    require(can_ingest_file(request.user))
    leaf = Paginator(unconfirmed(request.user), SHOWN).get_page(request.GET.get("page"))
    forms = _line_forms(request, reviewed(list(leaf), request.user))
    if request.method == "POST":
        outcome = _confirm(request, [form for form in forms if form.is_chosen])
        if outcome.confirmed and not outcome.wrong:
            return redirect("library:review")
        forms = [form for form in forms if form.line.publication.confirmed_at is None]
    return page(request, "library/review.html", {"leaf": leaf, "forms": forms})


def _line_forms(request: HttpRequest, lines: list[Reviewed]) -> list[LineForm]:
    collections = [("", _("none yet")), *((str(one.pk), str(one.shown_name)) for one in Collection.objects.all())]
    sent = request.POST if request.method == "POST" else None
    there = {line.publication.pk for line in lines if sent is None or f"{line.publication.pk}-title" in sent}
    return [
        LineForm(sent if line.publication.pk in there else None, line=line, collections=collections) for line in lines
    ]


def _confirm(request: HttpRequest, chosen: list[LineForm]) -> Outcome:
    wrong = 0
    for form in chosen:
        fields = (
            {name: value for name, value in form.cleaned_data.items() if name != "chosen"} if form.is_valid() else {}
        )
        try:
            if fields:
                form.line.publication = confirm_reviewed(form.line.publication, by=request.user, **fields)
        except ValidationError as error:
            add_errors(form, error)
        wrong += bool(form.errors)
    _tell(request, len(chosen) - wrong, wrong)
    return Outcome(len(chosen) - wrong, wrong)


def _tell(request: HttpRequest, confirmed: int, wrong: int) -> None:
    if confirmed:
        words = ngettext("%(count)d draft is confirmed.", "%(count)d drafts are confirmed.", confirmed)
        messages.success(request, words % {"count": confirmed})
    if wrong:
        words = ngettext(
            "%(count)d could not be confirmed; what is wrong stands at its field.",
            "%(count)d could not be confirmed; what is wrong stands at their fields.",
            wrong,
        )
        messages.warning(request, words % {"count": wrong})
    if not confirmed and not wrong:
        messages.warning(request, _("None was marked. Mark those that are right."))


@login_required
def review_publication(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    found = get_object_or_404(Publication.objects.visible_to(request.user), pk=publication_id)
    if found.confirmed_at is not None:
        return redirect("library:publication_record", found.pk)
    require(can_confirm_publication(request.user, found))
    (line,) = reviewed([found], request.user)
    data = request.POST if request.method == "POST" else None
    rows = ContributorRows(data, contributors_of(found))
    form = ReviewForm(data, line=line, is_being_written=rows.asks_to_move)
    if data is not None and not rows.asks_to_move and all([rows.is_valid(), form.is_valid()]):
        try:
            confirm_reviewed(found, by=request.user, contributors=rows.cleaned, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("“%(title)s” is confirmed.") % {"title": form.cleaned_data["title"]})
            return _to_the_next(request, found)
    return page(request, "library/review_publication.html", _shown(request, line, form, rows))


def _shown(request: HttpRequest, line: Reviewed, form: ReviewForm, rows: ContributorRows) -> dict[str, Any]:
    others = unconfirmed(request.user).exclude(pk=line.publication.pk)
    return {
        "publication": line.publication,
        "line": line,
        "form": form,
        "rows": rows,
        "words": first_words(line.reading),
        "left": others.count(),
        "next": others.filter(pk__gt=line.publication.pk).first() or others.first(),
    }


def _to_the_next(request: HttpRequest, publication: Publication) -> HttpResponseBase:
    waiting = unconfirmed(request.user)
    following = waiting.filter(pk__gt=publication.pk).first() or waiting.first()
    if following is None:
        return redirect("library:review")
    return redirect("library:review_publication", following.pk)


@require_POST
@login_required
def join_further_language(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    """The draft becomes a further language of what `into` names."""
    draft = get_object_or_404(Publication.objects.visible_to(request.user), pk=publication_id)
    require(can_join_publications(request.user, draft))
    number = request.POST.get("into", "")
    wanted = int(number) if number.isdecimal() and len(number) < 19 else 0
    into = get_object_or_404(Publication.objects.visible_to(request.user), pk=wanted)
    try:
        join_publications(draft, into=into, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect("library:review_publication", draft.pk)
    messages.success(request, _("It is now a language of “%(title)s”.") % {"title": into.shown_title})
    return redirect("library:review")
