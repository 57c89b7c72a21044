"""One page a risk factor, saved as a whole by its button and, while somebody writes, indicator by indicator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.mechanisms.assessments.actions import OvertakenError, save_finding
from enlace.mechanisms.assessments.forms import FindingForm
from enlace.mechanisms.assessments.queries import findings_of, last_before
from enlace.mechanisms.assessments.reading import found_assessment
from enlace.mechanisms.assessments.risk_factors import FACTORS, INDICATORS, Factor, Indicator
from enlace.mechanisms.assessments.rules import can_save_finding
from enlace.mechanisms.models import Assessment


@login_required
def assessment_factor(request: HttpRequest, assessment_id: int, number: int) -> HttpResponse:
    found = found_assessment(request, assessment_id)
    factor = FACTORS.get(number)
    if factor is None:
        raise Http404
    if not can_save_finding(request.user, found):
        require(request.method != "POST")
        return redirect(f"{reverse('mechanisms:assessment_sheet', args=[found.pk])}#factor-{number}")
    last = last_before(found)
    forms = _forms(request, found, factor.indicators, last)
    if request.method == "POST":
        settled = any(form.data.get(form.add_prefix("settled")) for form in forms)
        kept = [_has_kept(form, found, request.user) for form in forms]
        if all(kept):
            messages.success(request, _("Saved."))
            return redirect(_next(request, found, factor, stays=settled))
    context = {"assessment": found, "factor": factor, "findings": forms, "last": last, "factors": FACTORS.values()}
    wrong = [form for form in forms if form.is_wrong]
    return page(request, "mechanisms/assessment_factor.html", context | {"wrong": wrong, "after": _after(factor)})


@login_required
def assessment_finding(request: HttpRequest, assessment_id: int, indicator: str) -> HttpResponse:
    """What htmx saves while somebody writes; read, it leads to its place on the page of its factor."""
    found = found_assessment(request, assessment_id)
    known = INDICATORS.get(indicator)
    if known is None:
        raise Http404
    if request.method != "POST":
        address = reverse("mechanisms:assessment_factor", args=[found.pk, known.factor])
        return redirect(f"{address}#indicator-{known.prefix}")
    require(can_save_finding(request.user, found))
    form = _forms(request, found, (known,), None)[0]
    _has_kept(form, found, request.user)
    return page(request, "mechanisms/assessment_saved.html", {"form": form, "assessment": found, "alone": True})


def _forms(
    request: HttpRequest, assessment: Assessment, indicators: tuple[Indicator, ...], last: Assessment | None
) -> list[FindingForm]:
    findings, before = findings_of(assessment), findings_of(last)
    data = {"data": request.POST} if request.method == "POST" else {}
    return [
        FindingForm(indicator=one, finding=findings.get(one.code), before=before.get(one.code), **data)
        for one in indicators
    ]


def _has_kept(form: FindingForm, assessment: Assessment, by: Anyone) -> bool:
    """Whether all that the form says is saved; what is wrong with it stands in the form then."""
    if not form.is_valid():
        return False
    if form.is_untouched:
        return True
    try:
        form.has_saved(save_finding(assessment, form.indicator.code, by=by, **form.said, **form.settlement))
    except OvertakenError as error:
        form.overtaken = error.finding
    except ValidationError as error:
        add_errors(form, error)
    return form.saved


def _after(factor: Factor) -> Factor | None:
    return FACTORS.get(factor.number + 1)


def _next(request: HttpRequest, assessment: Assessment, factor: Factor, *, stays: bool) -> str:
    """Here where two texts were settled; else the next factor, or the overview."""
    after = factor if stays else _after(factor)
    if after is None or request.POST.get("then") == "overview":
        return assessment.get_absolute_url()
    return reverse("mechanisms:assessment_factor", args=[assessment.pk, after.number])
