from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from enlace.core.clock import today
from enlace.core.pages import page
from enlace.network.audit import audit_visible_to
from enlace.network.audit_actions import export_audit
from enlace.network.audit_export import FORMS
from enlace.network.audit_forms import WantedForm
from enlace.network.audit_lines import lines_of
from enlace.network.rules import can_read_audit

LINES = 100


def _wanted(request: HttpRequest) -> WantedForm:
    """Whose existence is not told to who may not read the log."""
    if not can_read_audit(request.user):
        raise Http404
    return WantedForm(audit_visible_to(request.user), request.GET)


@require_safe
@login_required
def audit(request: HttpRequest) -> HttpResponse:
    form = _wanted(request)
    log = audit_visible_to(request.user)
    entries = form.wanted().of(log) if form.is_valid() else log.none()
    shown = Paginator(entries.order_by("-id"), LINES).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    narrowed = any(asked.values())
    query = f"{asked.urlencode()}&" if narrowed else ""
    context = {"form": form, "shown": shown, "lines": lines_of(list(shown), request.user)}
    return page(request, "network/audit.html", context | {"query": query, "narrowed": narrowed, "forms": list(FORMS)})


@login_required
def audit_export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    form, kind = _wanted(request), request.GET.get("format", "csv")
    if not form.is_valid() or kind not in FORMS:
        return HttpResponse(status=400)
    written, content_type = FORMS[kind]
    lines = written(export_audit(form.wanted(), kind, by=request.user))
    name = f'attachment; filename="audit-{today().isoformat()}.{kind}"'
    return StreamingHttpResponse(lines, content_type=content_type, headers={"Content-Disposition": name})
