from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.commitments.models import SectionComment, SectionVersion, StrategySection
from enlace.commitments.strategies import comment_actions, rules, section_actions
from enlace.commitments.strategies.forms import CommentForm, SectionForm
from enlace.commitments.strategies.readers import found_draft, found_section, found_version, hands_of
from enlace.commitments.strategies.section_heads import heads_of
from enlace.commitments.strategies.workshop import workshop_of
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.minutes.comparing import compared
from enlace.meetings.minutes.resent import keeps_what_was_sent, shown_again


@login_required
@require_safe
def strategy_section(request: HttpRequest, strategy_section_id: int) -> HttpResponseBase:
    found = found_section(request, strategy_section_id)
    return page(request, "commitments/strategy_section.html", _context(request, found, None))


def _context(request: HttpRequest, found: StrategySection, form: CommentForm | None) -> dict[str, object]:
    user, hands = request.user, hands_of(request.user, found.strategy)
    workshop = workshop_of(found)
    proposals = [one.version for text in workshop.texts for one in text.proposals]
    for version in proposals:
        version.section = found
    may_write = any(rules.can_write_section(user, found, body) for body, _party in hands)
    return {
        "strategy": found.strategy,
        "section": found,
        "workshop": workshop,
        "may_write": may_write,
        "may_change": rules.can_change_section(user, found),
        "may_restore": rules.can_restore_section(user, found),
        "may_accept": {one.pk for one in proposals if rules.can_accept_change(user, one)},
        "may_decline": {one.pk for one in proposals if rules.can_decline_change(user, one)},
        "form": (form or CommentForm(hands=hands)) if may_write else None,
    }


@keeps_what_was_sent
def comment_section(request: HttpRequest, strategy_section_id: int) -> HttpResponseBase:
    if request.method != "POST":
        return redirect("commitments:strategy_section", strategy_section_id)
    seen = StrategySection.objects.visible_to(request.user)
    found = seen.select_related("strategy").filter(pk=strategy_section_id).first()
    hands = hands_of(request.user, found.strategy) if found else []
    if not found or not any(rules.can_comment_section(request.user, found, body) for body, _party in hands):
        return shown_again(request, _("Nothing is saved: you may not comment on this section now. Keep a copy of it."))
    form = CommentForm(request.POST, hands=hands)
    return _commented(request, found, form) or page(
        request, "commitments/strategy_section.html", _context(request, found, form)
    )


def _commented(request: HttpRequest, found: StrategySection, form: CommentForm) -> HttpResponseBase | None:
    """None where something of the form is wrong."""
    if not form.is_valid():
        return None
    try:
        comment_actions.comment_section(found, by=request.user, body=form.hand(), text=form.cleaned_data["text"])
    except ValidationError as error:
        add_errors(form, error)
        return None
    messages.success(request, _("The comment is saved. All parties read it."))
    return redirect(found)


@login_required
@require_POST
def settle_comment(request: HttpRequest, section_comment_id: int) -> HttpResponseBase:
    seen = SectionComment.objects.visible_to(request.user).select_related("section__strategy")
    comment = get_object_or_404(seen, pk=section_comment_id)
    comment_actions.settle_comment(comment, by=request.user)
    messages.success(request, _("The comment is settled."))
    return redirect(comment.section)


@login_required
def add_section(request: HttpRequest, strategy_id: int) -> HttpResponseBase:
    found = found_draft(request, strategy_id)
    require(rules.can_add_section(request.user, found))
    form = SectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = section_actions.add_section(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The section is added. Write its text."))
            return redirect(added)
    return page(request, "commitments/section_form.html", {"form": form, "strategy": found})


@login_required
def change_section(request: HttpRequest, strategy_section_id: int) -> HttpResponseBase:
    found = found_section(request, strategy_section_id)
    require(rules.can_change_section(request.user, found))
    form = SectionForm(request.POST if request.method == "POST" else None, initial={"title": found.title})
    if form.is_valid():
        try:
            section_actions.change_section(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return page(request, "commitments/section_form.html", {"form": form, "section": found, "strategy": found.strategy})


@login_required
@require_POST
def move_section(request: HttpRequest, strategy_section_id: int) -> HttpResponseBase:
    found = found_section(request, strategy_section_id)
    section_actions.move_section(found, by=request.user, earlier=request.POST.get("to") == "earlier")
    return redirect(f"{found.strategy.get_absolute_url()}#section-{found.pk}")


@login_required
@require_POST
def remove_section(request: HttpRequest, strategy_section_id: int) -> HttpResponseBase:
    found = found_section(request, strategy_section_id)
    section_actions.remove_section(found, by=request.user)
    messages.success(request, _("The section is taken out. Its texts are kept, and it can be taken in again."))
    return redirect(found.strategy)


@login_required
@require_POST
def restore_section(request: HttpRequest, strategy_section_id: int) -> HttpResponseBase:
    found = found_section(request, strategy_section_id)
    section_actions.restore_section(found, by=request.user)
    messages.success(request, _("The section belongs to the strategy again."))
    return redirect(found)


@login_required
@require_safe
def section_version(request: HttpRequest, section_version_id: int) -> HttpResponseBase:
    """What it says, beside another: the one that `with` names, or the one that it was written upon."""
    version = found_version(request, section_version_id)
    versions = list(version.section.versions.select_related("state", "organisation").filter(language=version.language))
    asked = request.GET.get("with", "")
    other = next((one for one in versions if str(one.pk) == asked), version.base)
    context = {
        "strategy": version.section.strategy,
        "section": version.section,
        "version": version,
        "other": other,
        "others": [one for one in versions if one.pk != version.pk],
        "rows": compared(other.text, version.text) if other else [],
        "is_head": _is_head(version, versions),
    }
    return page(request, "commitments/section_version.html", context)


def _is_head(version: SectionVersion, versions: list[SectionVersion]) -> bool:
    return version.pk in {one.pk for one in heads_of(versions).get(version.language, [])}
