from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.themes.editing import actions
from enlace.themes.editing.forms import MergeForm, ThemeForm, theme_initial
from enlace.themes.models import Theme
from enlace.themes.queries import found_theme
from enlace.themes.rules import can_add_theme, can_change_theme, can_merge_theme, can_remove_theme
from enlace.themes.used import count_uses


@login_required
def add_theme(request: HttpRequest) -> HttpResponseBase:
    require(can_add_theme(request.user))
    above = Theme.objects.filter(slug=request.GET.get("beneath", "")[:80]).first()
    form = ThemeForm(request.POST if request.method == "POST" else None, initial={"broader": above and above.pk})
    if form.is_valid():
        try:
            added = actions.add_theme(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The theme is in the vocabulary."))
            return redirect(added)
    return page(request, "themes/theme_form.html", {"form": form})


@login_required
def edit_theme(request: HttpRequest, theme_slug: str) -> HttpResponseBase:
    found = found_theme(theme_slug, request.user)
    require(can_change_theme(request.user, found))
    data = request.POST if request.method == "POST" else None
    form = ThemeForm(data, theme=found, initial=theme_initial(found))
    if form.is_valid():
        try:
            actions.change_theme(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return page(request, "themes/theme_form.html", {"form": form, "theme": found})


@login_required
def merge_theme(request: HttpRequest, theme_slug: str) -> HttpResponseBase:
    found = found_theme(theme_slug, request.user)
    require(can_merge_theme(request.user, found))
    form = MergeForm(request.POST if request.method == "POST" else None, theme=found)
    if form.is_valid():
        into = form.cleaned_data["into"]
        moved = actions.merge_theme(found, into=into, by=request.user)
        sentence = ngettext(
            "The two are one theme now. %(count)d record was moved to it.",
            "The two are one theme now. %(count)d records were moved to it.",
            moved,
        )
        messages.success(request, sentence % {"count": moved})
        return redirect(into)
    return page(request, "themes/theme_merge.html", {"form": form, "theme": found, "uses": count_uses(found)})


@login_required
def remove_theme(request: HttpRequest, theme_slug: str) -> HttpResponseBase:
    found = found_theme(theme_slug, request.user)
    require(can_remove_theme(request.user, found))
    if request.method == "POST":
        actions.remove_theme(found, by=request.user)
        messages.success(request, _("The theme is removed."))
        return redirect("themes:themes")
    return page(request, "themes/theme_removal.html", {"theme": found})
