from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from enlace.core.languages import languages
from enlace.core.pages import layout_for, page
from enlace.core.registry import registered
from enlace.themes.exchange.export import written_vocabulary
from enlace.themes.models import Theme
from enlace.themes.queries import found_theme, shown_theme
from enlace.themes.rules import can_add_theme, can_change_theme, can_import_themes, can_merge_theme, can_remove_theme
from enlace.themes.tree import areas_of
from enlace.themes.used import count_uses


@require_safe
def themes(request: HttpRequest) -> HttpResponseBase:
    areas = areas_of(Theme.objects.visible_to(request.user))
    context = {
        "areas": areas,
        "languages": languages(),
        "in_all_languages": request.GET.get("languages") == "all",
        "may_add": can_add_theme(request.user),
        "may_import": can_import_themes(request.user),
        "layout": layout_for(request),
    }
    return page(request, "themes/themes.html", context)


@require_safe
def theme(request: HttpRequest, theme_slug: str) -> HttpResponseBase:
    """The address of a theme that was merged leads to the other."""
    found = found_theme(theme_slug, request.user)
    if found.slug != theme_slug:
        return redirect(found, permanent=True)
    may_change = can_change_theme(request.user, found)
    context = {
        "theme": found,
        "shown": shown_theme(found, request.user),
        "panels": [panel for offer in registered("theme_panel") if (panel := offer(request, found)) is not None],
        "may_change": may_change,
        "may_merge": can_merge_theme(request.user, found),
        "may_remove": can_remove_theme(request.user, found),
        "uses": count_uses(found) if may_change else 0,
        "layout": layout_for(request),
    }
    return page(request, "themes/theme.html", context)


@require_safe
def vocabulary(request: HttpRequest) -> HttpResponse:
    """All themes as SKOS in Turtle."""
    headers = {"Content-Disposition": 'inline; filename="themes.ttl"'}
    return HttpResponse(written_vocabulary(), content_type="text/turtle; charset=utf-8", headers=headers)
