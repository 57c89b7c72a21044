"""The list of all publications, where the secretariat does one thing to many of them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.db.models import Max
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.library.cataloguing.bulk_actions import do_to_many, set_back
from enlace.library.cataloguing.bulk_forms import BulkForm, SelectionForm, numbers_in, opened, sealed
from enlace.library.cataloguing.bulk_words import outcome_in_words
from enlace.library.cataloguing.rules import can_add_publication
from enlace.library.cataloguing.selection import Selection, languages_there, lines_of, page_of
from enlace.library.models import Collection, Publication
from enlace.themes.models import Theme

SHOWN_TITLES = 30


@login_required
def publications(request: HttpRequest) -> HttpResponseBase:
    require(can_add_publication(request.user))
    selection = Selection.asked_in(request.GET)
    leaf = page_of(selection, request.user, request.GET.get("page", ""))
    form = BulkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = _chosen(request, form.cleaned_data["scope"], selection, leaf)
        try:
            return _do(request, form.cleaned_data, chosen)
        except ValidationError as error:
            add_errors(form, error)
    context = {
        "selection": selection,
        "selection_form": SelectionForm(request.GET or None, languages=languages_there(request.user)),
        "form": form,
        "leaf": leaf,
        "lines": lines_of(leaf, set(numbers_in(",".join(request.POST.getlist("publication"))))),
        "newest": Publication.objects.aggregate(newest=Max("pk"))["newest"] or 0,
        "scope": request.POST.get("scope", "marked"),
    }
    return page(request, "library/publications.html", context)


def _chosen(request: HttpRequest, scope: str, selection: Selection, leaf: Page) -> list[int]:
    """The numbers of the publications; of the whole selection only what was in it when the page was shown."""
    if scope == "page":
        return numbers_in(request.POST.get("shown", ""))
    if scope == "marked":
        return numbers_in(",".join(request.POST.getlist("publication")))
    seen = selection.of(Publication.objects.visible_to(request.user))
    upto = numbers_in(request.POST.get("newest", "")) or [0]
    return list(seen.filter(pk__lte=upto[0]).order_by("pk").values_list("pk", flat=True))


def _do(request: HttpRequest, asked: dict[str, Any], chosen: list[int]) -> HttpResponseBase:
    if not chosen:
        raise ValidationError(_("Mark at least one publication, or choose all of this page or of this selection."))
    back = f"{reverse('library:publications')}?{request.GET.urlencode()}"
    if asked["deed"] == "remove" and "sure" not in request.POST:
        titles = Publication.objects.visible_to(request.user).filter(pk__in=chosen[:SHOWN_TITLES]).order_by("-pk")
        context = {"ids": ",".join(map(str, chosen)), "count": len(chosen), "titles": titles, "back": back}
        return page(request, "library/publications_remove.html", context)
    outcome = do_to_many(asked["deed"], chosen, by=request.user, value=asked["value"])
    seal = sealed(outcome) if outcome.can_be_undone else ""
    context = {"outcome": outcome, "sentence": outcome_in_words(outcome), "back": back, "seal": seal}
    return page(request, "library/publications_outcome.html", context)


@require_POST
@login_required
def undo_for_publications(request: HttpRequest) -> HttpResponseBase:
    require(can_add_publication(request.user))
    try:
        deed, value, before = opened(request.POST.get("seal", ""))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("library:publications")
    models: dict[str, Any] = {"collection": Collection, "theme": Theme}
    if deed in models:
        value = models[deed].objects.filter(pk=value).first()
    outcome = set_back(deed, value, before, by=request.user)
    count = len(outcome.done)
    undone = ngettext("%(count)d publication is as it was.", "%(count)d publications are as they were.", count)
    messages.success(request, undone % {"count": count})
    for refused in outcome.refused[:SHOWN_TITLES]:
        messages.warning(request, f"{refused.publication.shown_title}: {refused.reason}")
    return redirect("library:publications")
