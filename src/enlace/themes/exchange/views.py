from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from enlace.core.pages import page
from enlace.core.permission import require
from enlace.themes.exchange import import_actions as actions
from enlace.themes.exchange.forms import ApplyForm, UploadForm, kept
from enlace.themes.exchange.planning import plan_import
from enlace.themes.exchange.reading import MOST_BYTES, read_vocabulary
from enlace.themes.exchange.said import Vocabulary
from enlace.themes.rules import can_import_themes


@login_required
def import_themes(request: HttpRequest) -> HttpResponseBase:
    """A file, then its plan, then what the plan says."""
    require(can_import_themes(request.user))
    if "fingerprint" in request.POST:
        carried = ApplyForm(request.POST)
        if not carried.is_valid():
            messages.error(request, _("The page is too old. Choose the file again."))
            return redirect("themes:import_themes")
        text = carried.cleaned_data["kept"]
        return _apply(request, read_vocabulary(text), text)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read(MOST_BYTES + 1)
        return _shown(request, read_vocabulary(data), data, form.cleaned_data["only_new"])
    return page(request, "themes/import_themes.html", {"form": form})


@login_required
def import_first_themes(request: HttpRequest) -> HttpResponseBase:
    """What is new in the vocabulary that Enlace brings."""
    require(can_import_themes(request.user))
    if request.method == "POST":
        return _apply(request, actions.first_vocabulary(), b"")
    return _shown(request, actions.first_vocabulary(), b"", True)


def _shown(request: HttpRequest, vocabulary: Vocabulary, data: bytes, only_new: bool) -> HttpResponseBase:
    plan = plan_import(vocabulary, only_new=only_new)
    carried = {"kept": kept(data) if plan.can_be_applied else "", "only_new": only_new, "fingerprint": plan.fingerprint}
    context = {"plan": plan, "form": ApplyForm(initial=carried), "is_first": not data, "only_new": only_new}
    return page(request, "themes/import_plan.html", context)


def _apply(request: HttpRequest, vocabulary: Vocabulary, data: bytes) -> HttpResponseBase:
    only_new, fingerprint = bool(request.POST.get("only_new")), request.POST.get("fingerprint", "")[:64]
    try:
        plan = actions.import_themes(
            vocabulary, by=request.user, only_new=only_new or not data, fingerprint=fingerprint
        )
    except actions.ThemesChanged:
        messages.warning(request, _("The themes changed meanwhile. Look at the plan again."))
        return _shown(request, vocabulary, data, only_new)
    sentence = _("The vocabulary is imported: %(new)d new, %(changed)d changed.")
    messages.success(request, sentence % plan.counts)
    return redirect("themes:themes")
