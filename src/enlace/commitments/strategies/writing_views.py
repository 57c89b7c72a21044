from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.commitments.models import StrategySection
from enlace.commitments.strategies import change_actions, rules
from enlace.commitments.strategies.forms import DeclineForm, WriteForm
from enlace.commitments.strategies.readers import found_section, found_version, hands_of
from enlace.commitments.strategies.section_heads import heads_of
from enlace.commitments.strategies.workshop import InLanguage, in_language, language_named
from enlace.core.form_errors import add_errors
from enlace.core.languages import Language, current_language, languages
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.minutes.resent import keeps_what_was_sent, shown_again


@keeps_what_was_sent
def write_section(request: HttpRequest, strategy_section_id: int) -> HttpResponseBase:
    return _handle(request, strategy_section_id, proposing=False)


@keeps_what_was_sent
def propose_change(request: HttpRequest, strategy_section_id: int) -> HttpResponseBase:
    return _handle(request, strategy_section_id, proposing=True)


def _handle(request: HttpRequest, strategy_section_id: int, *, proposing: bool) -> HttpResponseBase:
    answer = _write if request.method == "POST" else _show
    return answer(request, strategy_section_id, proposing=proposing)


@login_required
def _show(request: HttpRequest, strategy_section_id: int, *, proposing: bool) -> HttpResponseBase:
    found = found_section(request, strategy_section_id)
    hands = hands_of(request.user, found.strategy)
    require(any(rules.can_write_section(request.user, found, body) for body, _party in hands))
    shown = in_language(found, _language(request.GET.get("language", "")))
    initial = _initial(shown, request.GET.get("from", ""), proposing=proposing)
    form = WriteForm(section=found, language=shown.language.code, hands=hands, initial=initial)
    return page(request, "commitments/section_text.html", _context(found, shown, form, proposing=proposing))


def _write(request: HttpRequest, strategy_section_id: int, *, proposing: bool) -> HttpResponseBase:
    found = StrategySection.objects.visible_to(request.user).filter(pk=strategy_section_id).first()
    hands = hands_of(request.user, found.strategy) if found else []
    if not found or not any(rules.can_write_section(request.user, found, body) for body, _party in hands):
        return shown_again(request, _("Nothing is saved: you may not write in this section now. Keep a copy of it."))
    language = _language(request.POST.get("language", ""))
    form = WriteForm(request.POST, section=found, language=language.code, hands=hands)
    if form.is_valid():
        try:
            return _saved(request, found, form, proposing=proposing)
        except ValidationError as error:
            add_errors(form, error)
        except PermissionDenied:
            return shown_again(request, _("Nothing is saved: the strategy was opened for signature meanwhile."))
    context = _context(found, in_language(found, language), form, proposing=proposing)
    return page(request, "commitments/section_text.html", context)


def _saved(request: HttpRequest, found: StrategySection, form: WriteForm, *, proposing: bool) -> HttpResponseBase:
    fields = {name: value for name, value in form.cleaned_data.items() if name != "body"}
    if proposing:
        fields.pop("merged")
        change_actions.propose_change(found, by=request.user, body=form.hand(), **fields)
        messages.success(request, _("The change is proposed. It counts once somebody else has accepted it."))
    else:
        written = change_actions.write_section(found, by=request.user, body=form.hand(), **fields)
        if len(heads_of(found.versions.filter(language=written.language)).get(written.language, [])) > 1:
            messages.warning(request, _("Saved. Another text was saved meanwhile: both are kept, see below."))
        else:
            messages.success(request, _("Saved."))
    return redirect(found)


def _language(code: str) -> Language:
    """The one asked for, else the reader's."""
    known = {one.code: one for one in languages()}
    return known.get(code) or known[current_language()]


def _initial(shown: InLanguage, begin_from: str, *, proposing: bool) -> dict[str, Any]:
    """A conflict begins with both texts joined, or with the one that was chosen; a proposal with the newest text."""
    language = {"language": shown.language.code}
    if shown.conflict is None or proposing:
        head = shown.head
        return {**language, "text": head.text if head else "", "base": head.pk if head else ""}
    one, other = shown.conflict.one, shown.conflict.other
    text = {"one": one.text, "other": other.text}.get(begin_from, shown.conflict.merge.text)
    return {**language, "text": text, "base": one.pk, "merged": other.pk}


def _context(found: StrategySection, shown: InLanguage, form: WriteForm, *, proposing: bool) -> dict[str, object]:
    others = heads_of(found.versions.exclude(language=shown.language.code)) if shown.head is None else {}
    beside = [(language_named(code), heads[0]) for code, heads in others.items() if heads[0].text]
    return {
        "strategy": found.strategy,
        "section": found,
        "shown": shown,
        "form": form,
        "proposing": proposing,
        "conflict": None if proposing else shown.conflict,
        "beside": beside,
    }


@login_required
@require_POST
def accept_change(request: HttpRequest, section_version_id: int) -> HttpResponseBase:
    version = found_version(request, section_version_id)
    change_actions.accept_change(version, by=request.user)
    heads = heads_of(version.section.versions.filter(language=version.language))
    if len(heads.get(version.language, [])) > 1:
        messages.warning(request, _("Accepted. The text had gone on meanwhile: both are kept, see below."))
    else:
        messages.success(request, _("Accepted: the section says so now."))
    return redirect(version.section)


@login_required
def decline_change(request: HttpRequest, section_version_id: int) -> HttpResponseBase:
    version = found_version(request, section_version_id)
    require(rules.can_decline_change(request.user, version))
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            change_actions.decline_change(version, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The change is declined. The reason stands beside it."))
            return redirect(version.section)
    context = {"form": form, "version": version, "section": version.section, "strategy": version.section.strategy}
    return page(request, "commitments/section_decline.html", context)
