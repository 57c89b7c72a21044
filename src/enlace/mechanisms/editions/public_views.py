"""What everybody reads of editions: the list, one with its entries, an entry, what changed, all as a file."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.pages import layout_for, page
from enlace.core.permission import require
from enlace.mechanisms.editions import rules
from enlace.mechanisms.editions.closing import outcome_of
from enlace.mechanisms.editions.comparison import comparison_of
from enlace.mechanisms.editions.exports import edition_csv, edition_facts
from enlace.mechanisms.editions.queries import closed_before, entry_rows, shown_edition, shown_editions
from enlace.mechanisms.editions.shown_entry import shown_entry
from enlace.mechanisms.models import Edition, Entry, Mechanism


def found_edition(request: HttpRequest, edition_id: int) -> Edition:
    """Raises Http404 for an edition that the reader does not see."""
    return get_object_or_404(Edition.objects.visible_to(request.user), pk=edition_id)


@require_safe
def editions(request: HttpRequest) -> HttpResponseBase:
    context = {
        "editions": shown_editions(request.user),
        "may_add": rules.can_add_edition(request.user),
        "layout": layout_for(request),
    }
    return page(request, "mechanisms/editions.html", context)


@require_safe
def edition(request: HttpRequest, edition_id: int) -> HttpResponseBase:
    found, user = found_edition(request, edition_id), request.user
    before = closed_before(found) if found.closed_at else None
    may_see_so_far = rules.can_see_changes_so_far(user, found)
    context = {
        "edition": found,
        "shown": shown_edition(found, user),
        "before": before,
        "rows": entry_rows(found, before, user) if found.closed_at else [],
        "outcome": outcome_of(found) if may_see_so_far else None,
        "may_change": rules.can_change_edition(user, found),
        "may_open": rules.can_open_edition(user, found),
        "may_close": rules.can_close_edition(user, found),
        "may_remove": rules.can_remove_edition(user, found),
        "may_see_so_far": may_see_so_far,
        "layout": layout_for(request),
    }
    return page(request, "mechanisms/edition.html", context)


@require_safe
def entry(request: HttpRequest, edition_id: int, mechanism_id: int) -> HttpResponseBase:
    edition, mechanism = Edition.objects.closed().filter(pk=edition_id), Mechanism.objects.filter(pk=mechanism_id)
    seen = Entry.objects.visible_to(request.user).filter(edition__in=edition, mechanism__in=mechanism)
    found = get_object_or_404(seen.select_related("edition"))
    shown = shown_entry(found, request.user)
    context = {
        "edition": found.edition,
        "entry": found,
        "shown": shown,
        "sections": shown.sections,
        "now": Mechanism.objects.visible_to(request.user).filter(pk=mechanism_id).first(),
        "layout": layout_for(request),
    }
    return page(request, "mechanisms/entry.html", context)


@require_safe
def changes(request: HttpRequest, edition_id: int) -> HttpResponseBase:
    """Of a closed edition to everybody; of an open one what it has changed so far, to the secretariat."""
    found = found_edition(request, edition_id)
    may_see = found.closed_at is not None or rules.can_see_changes_so_far(request.user, found)
    require(may_see, _("What changes in this edition can be read once it is closed."))
    comparison = comparison_of(found, request.user)
    outcome = outcome_of(found) if found.is_open else None
    context = {"edition": found, "comparison": comparison, "outcome": outcome, "layout": layout_for(request)}
    return page(request, "mechanisms/changes.html", context)


@require_safe
def edition_file(request: HttpRequest, edition_id: int, form: str) -> HttpResponse:
    """What everybody may read of it, and no more, whoever asks."""
    found = get_object_or_404(Edition.objects.closed(), pk=edition_id)
    if form == "json":
        return JsonResponse(edition_facts(found, request.build_absolute_uri))
    if form != "csv":
        raise Http404
    mark = "-illustrative" if found.illustrative else ""
    headers = {"Content-Disposition": f'attachment; filename="mechanisms-edition-{found.pk}{mark}.csv"'}
    data = edition_csv(found, request.build_absolute_uri)
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)
