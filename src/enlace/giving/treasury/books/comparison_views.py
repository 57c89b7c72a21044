from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from enlace.giving.models import Reconciliation, RefusedCall
from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import NotAnswered
from enlace.giving.settling.reconciling_actions import reconcile_gifts
from enlace.giving.settling.rules import can_reconcile_gifts
from enlace.giving.treasury.books.comparisons import comparison_of
from enlace.giving.treasury.pages import treasury_page
from enlace.giving.treasury.rules import can_read_gifts

LINES, HOURS = 20, 100


@require_safe
@login_required
def comparisons(request: HttpRequest) -> HttpResponseBase:
    if not can_read_gifts(request.user):
        raise Http404
    seen = Reconciliation.objects.visible_to(request.user)
    shown = Paginator(seen, LINES).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "compared": [comparison_of(one) for one in shown],
        "providers": list(providers().values()) if can_reconcile_gifts(request.user) else [],
        "refused": RefusedCall.objects.visible_to(request.user)[:HOURS],
    }
    return treasury_page(request, "comparisons.html", context)


@require_POST
@login_required
def compare(request: HttpRequest, provider_name: str) -> HttpResponseBase:
    provider = providers().get(provider_name)
    if provider is None or not can_reconcile_gifts(request.user):
        raise Http404
    try:
        made = reconcile_gifts(provider, by=request.user)
    except NotAnswered:
        messages.error(request, _("The provider did not answer. Nothing was lost; compare again later."))
    else:
        count = len(made.found)
        found = ngettext("%(count)d difference was found.", "%(count)d differences were found.", count)
        words = found % {"count": count} if count else _("Both books agree.")
        messages.success(request, words)
    return redirect("giving:comparisons")
