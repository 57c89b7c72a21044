from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from enlace.core.draft_translation import EngineFailed, NoEngine
from enlace.core.pages import page as answer
from enlace.core.permission import require
from enlace.website.parity import parity_board
from enlace.website.parity_forms import BoardForm, DraftsForm, PoForm
from enlace.website.po_files import export_po
from enlace.website.rules import can_confirm_machine_drafts, can_edit_site, can_import_translations, is_ready_to_publish
from enlace.website.translation_actions import (
    confirm_machine_drafts,
    draft_by_machine,
    import_translations,
    stop_translation,
    translate_page,
    update_translation,
)
from enlace.website.unfinished_pages import road_to_finish

ROWS = 40


def _find(translation_id: int, **facts: bool) -> tuple[Translation, Page]:
    kept = Translation.objects.select_related("source", "source__locale", "target_locale")
    translation = get_object_or_404(kept, pk=translation_id, **facts)
    target = translation.source.object.get_instance_or_none(translation.target_locale)
    if target is None:
        raise Http404
    return translation, target.specific


def _editor(target: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[target.pk])


def parity(request: HttpRequest) -> HttpResponse:
    require(can_edit_site(request.user))
    form = BoardForm(request.GET)
    board = parity_board(request.user, **form.chosen)
    paginator = WagtailPaginator(board.rows, ROWS)
    rows = paginator.get_page(request.GET.get("p"))
    context = {
        "board": board,
        "form": form,
        "rows": rows,
        "elided_page_range": paginator.get_elided_page_range(rows.number),
        "only": board.rows[0] if form.chosen.get("page") and board.rows else None,
        "header_title": gettext("Languages"),
        "breadcrumbs_items": [{"url": "", "label": gettext("Languages")}],
    }
    return answer(request, "website/cms/parity.html", context)


@require_POST
def translate(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    source = get_object_or_404(Page, pk=page_id, depth__gt=1)
    locale = get_object_or_404(Locale, language_code=language)
    if there := source.get_translation_or_none(locale):
        messages.warning(request, gettext("The page is already there in this language."))
        return redirect(_editor(there))
    try:
        *above, translation = translate_page(source.specific, locale, by=request.user)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect("website_cms:parity")
    _say_what_was_begun(request, above)
    if "machine" in request.POST:
        return _drafted(request, translation)
    return redirect(translation.get_target_instance_edit_url())


def _say_what_was_begun(request: HttpRequest, above: list[Translation]) -> None:
    messages.success(request, gettext("The translation was begun as a draft."))
    if above:
        titles = ", ".join(one.source.object_repr for one in above)
        sentence = gettext("The pages above it were missing in this language and were begun as drafts too: %(titles)s.")
        messages.warning(request, sentence % {"titles": titles})


def _drafted(request: HttpRequest, translation: Translation) -> HttpResponse:
    try:
        count = draft_by_machine(translation, by=request.user)
    except NoEngine as lacking:
        sentence = gettext("There is no machine draft: install the packages %(packages)s on the server.")
        messages.error(request, sentence % {"packages": " ".join(lacking.packages)})
    except EngineFailed:
        messages.error(request, gettext("The machine gave no draft: the program broke down on these texts."))
    else:
        sentence = ngettext(
            "%(count)d text was drafted by machine. It can be published after you have read it.",
            "%(count)d texts were drafted by machine. They can be published after you have read them.",
            count,
        )
        messages.success(request, sentence % {"count": count})
    return redirect(get_valid_next_url_from_request(request) or road_to_finish(translation.get_target_instance()))


@require_POST
def update(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation, target = _find(translation_id, enabled=True)
    update_translation(translation, by=request.user)
    messages.success(request, gettext("What changed in the source was taken over; confirmed texts were kept."))
    return redirect(_editor(target))


@require_POST
def draft(request: HttpRequest, translation_id: int) -> HttpResponse:
    return _drafted(request, _find(translation_id, enabled=True)[0])


def drafts(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation, target = _find(translation_id)
    require(can_confirm_machine_drafts(request.user, target))
    form = DraftsForm(translation, target, *([request.POST] if request.method == "POST" else []))
    if form.is_valid():
        count = confirm_machine_drafts(translation, form.confirmed, corrected=form.corrected, by=request.user)
        _say_what_was_confirmed(request, target, count)
        return redirect("website_cms:drafts", translation.pk)
    return answer(request, "website/cms/drafts.html", _context(translation, target, gettext("Machine drafts"), form))


def _say_what_was_confirmed(request: HttpRequest, target: Page, count: int) -> None:
    sentence = ngettext("%(count)d text was confirmed.", "%(count)d texts were confirmed.", count)
    ready = is_ready_to_publish(target)
    more = gettext("Every text of the page is now a person's: it can be published.") if ready else ""
    button = messages.button(_editor(target), gettext("Open the editor"))
    messages.success(request, f"{sentence % {'count': count}} {more}".strip(), buttons=[button])


def _context(translation: Translation, target: Page, title: str, form: object) -> dict[str, object]:
    return {
        "translation": translation,
        "target": target,
        "form": form,
        "editor": _editor(target),
        "header_title": title,
        "breadcrumbs_items": [
            {"url": reverse("website_cms:parity"), "label": gettext("Languages")},
            {"url": "", "label": title, "sublabel": target.get_admin_display_title()},
        ],
    }


def po(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation, target = _find(translation_id, enabled=True)
    require(can_import_translations(request.user, target))
    form = PoForm(translation, *([request.POST, request.FILES] if request.method == "POST" else []))
    if form.is_valid():
        result = import_translations(translation, form.cleaned_data["file"], by=request.user)
        context = _context(translation, target, gettext("PO file"), PoForm(translation))
        return answer(request, "website/cms/po.html", context | {"result": result})
    return answer(request, "website/cms/po.html", _context(translation, target, gettext("PO file"), form))


def po_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation, target = _find(translation_id, enabled=True)
    require(can_import_translations(request.user, target))
    name = f"{target.slug}-{translation.target_locale.language_code}.po"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(
        export_po(translation, target), content_type="text/x-gettext-translation; charset=utf-8", headers=headers
    )


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation, target = _find(translation_id, enabled=True)
    stop_translation(translation, by=request.user)
    messages.success(request, gettext("From now on this page is written independently of its source."))
    return redirect(_editor(target))


def of_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The board with the one page: where the CMS itself would translate it, and overwrite what stands there."""
    return redirect(f"{reverse('website_cms:parity')}?page={page_id}")


def of_source(request: HttpRequest, source_id: int) -> HttpResponse:
    source = get_object_or_404(TranslationSource, pk=source_id)
    return of_page(request, source.get_source_instance().pk)
