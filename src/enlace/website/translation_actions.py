"""Actions on the translations of pages. What they save is a draft: to publish is another question."""

from collections.abc import Mapping

import polib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.draft_translation import draft_translations
from enlace.core.permission import require
from enlace.website.machine_drafts import ApertiumTranslator
from enlace.website.po_files import Imported, is_unfinished
from enlace.website.rules import (
    NotYetTranslated,
    can_confirm_machine_drafts,
    can_draft_by_machine,
    can_import_translations,
    can_stop_translation,
    can_translate_page,
    can_update_translation,
    why_not_published,
)
from enlace.website.text_fit import misfit
from enlace.website.translated_page import address_from_title, keep_address, save_draft
from enlace.website.translations import INTERNAL, machine_drafts, missing_texts

MANUAL, MACHINE = StringTranslation.TRANSLATION_TYPE_MANUAL, StringTranslation.TRANSLATION_TYPE_MACHINE


@transaction.atomic
def translate_page(page: Page, locale: Locale, *, by: Anyone | None) -> list[Translation]:
    """Begin `page` as a draft in `locale`, and before it each page above it that is missing there; it comes last.

    The CMS would put aliases above it, which show readers the wrong language.
    """
    require(can_translate_page(by, page, locale))
    parent = page.get_parent()
    above = [] if parent.is_root() or parent.has_translation(locale) else translate_page(parent, locale, by=by)
    source, created = TranslationSource.get_or_create_from_instance(page)
    if not created:
        _take_over(source, by=by)
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    _begin(translation, by=by)
    record("translate_page", page, by=by, after={"language": locale.language_code, "translation": translation.pk})
    return [*above, translation]


@transaction.atomic
def update_translation(translation: Translation, *, by: Anyone | None) -> None:
    """Take over what changed in the source, in every language that follows it; texts that stay the same are kept."""
    require(can_update_translation(by, translation.get_target_instance()))
    _take_over(translation.source, by=by)
    record("update_translation", translation, by=by)


def draft_by_machine(translation: Translation, *, by: Anyone | None) -> int:
    """Draft every text that is not translated, and count them. Raises NoEngine and EngineFailed.

    The engine runs before the transaction. A draft that does not fit its place is left out: a person must write it.
    """
    target = translation.get_target_instance()
    require(can_draft_by_machine(by, target))
    segments = list(missing_texts(translation).select_related("string", "context"))
    languages = translation.source.locale.language_code, translation.target_locale.language_code
    drafts = draft_translations([one.string.data for one in segments], *languages, html=True)
    with transaction.atomic():
        made = {
            StringTranslation.objects.get_or_create(
                translation_of=one.string,
                context=one.context,
                locale=translation.target_locale,
                defaults={
                    "data": draft,
                    "translation_type": MACHINE,
                    "tool_name": ApertiumTranslator.display_name,
                    "last_translated_by": by,
                },
            )[0].pk
            for one, draft in zip(segments, drafts, strict=True)
            if not misfit(target, one.context, one.string.data, draft)
        }
        address_from_title(translation, target)
        save_draft(translation, by=by)
        record("draft_by_machine", translation, by=by, after={"texts": len(made)})
    return len(made)


@transaction.atomic
def confirm_machine_drafts(
    translation: Translation,
    texts: Mapping[int, str],
    *,
    by: Anyone | None,
    corrected: Mapping[int, str] | None = None,
) -> int:
    """Take `texts` (id of a draft → the text as a person read it) for a person's, and count them.

    `corrected` are texts that were changed but not confirmed: kept, and still a machine's.
    """
    target = translation.get_target_instance()
    require(can_confirm_machine_drafts(by, target))
    drafts = {one.pk: one for one in machine_drafts(target).select_related("context", "translation_of")}
    confirmed = [pk for pk in texts if pk in drafts]
    for pk, text in {**(corrected or {}), **texts}.items():
        if pk in drafts:
            _write(drafts[pk], text, MANUAL if pk in texts else MACHINE, by)
    address_from_title(translation, target)
    if translation.enabled:
        save_draft(translation, by=by)
    record("confirm_machine_drafts", translation, by=by, after={"texts": sorted(confirmed)})
    return len(confirmed)


@transaction.atomic
def import_translations(translation: Translation, po: polib.POFile, *, by: Anyone | None) -> Imported:
    """Take the finished entries of `po` (see po_files.read_po) for a person's texts, and save the draft."""
    target = translation.get_target_instance()
    require(can_import_translations(by, target))
    there = StringSegment.objects.filter(source=translation.source).select_related("string", "context")
    segments = {(one.context.path, one.string.data): one for one in there}
    result = Imported()
    for entry in po:
        segment = segments.get((entry.msgctxt, entry.msgid))
        if entry.obsolete or segment is None:
            result.unknown += not entry.obsolete
        elif is_unfinished(entry):
            result.unfinished += 1
        else:
            _import_text(translation, target, segment, entry.msgstr, result, by)
    address_from_title(translation, target)
    save_draft(translation, by=by)
    record("import_translations", translation, by=by, after={"texts": result.taken})
    return result


@transaction.atomic
def stop_translation(translation: Translation, *, by: Anyone | None) -> None:
    """From here on the page is written independently. Raises NotYetTranslated while drafts are left in it."""
    target = translation.get_target_instance()
    require(can_stop_translation(by, target))
    if machine_drafts(target).exists():
        raise NotYetTranslated(target, why_not_published(target))
    save_draft(translation, by=by)
    translation.enabled = False
    translation.save(update_fields=["enabled"])
    record("stop_translation", translation, by=by)


def _begin(translation: Translation, *, by: Anyone | None) -> None:
    """Texts kept from an earlier translation that the page cannot take are marked at the first try, and left out."""
    try:
        translation.save_target(user=by, publish=False)
    except ValidationError:
        translation.save_target(user=by, publish=False)


def _take_over(source: TranslationSource, *, by: Anyone | None) -> None:
    source.update_from_db()
    for one in source.translations.filter(enabled=True).select_related("source", "target_locale"):
        if target := source.object.get_instance_or_none(one.target_locale):
            keep_address(one, target)
            save_draft(one, by=by)


def _import_text(
    translation: Translation, page: Page, segment: StringSegment, text: str, result: Imported, by: Anyone | None
) -> None:
    text = slugify(text) if segment.context.path == INTERNAL else text
    if problem := misfit(page, segment.context, segment.string.data, text):
        result.refused.append((segment.string.data, problem))
        return
    place = {
        "translation_of": segment.string,
        "context": segment.context,
        "locale": translation.target_locale,
    }
    one = StringTranslation.objects.filter(**place).first() or StringTranslation(**place)
    if (one.data, one.translation_type, one.has_error) != (text, MANUAL, False):
        one.tool_name = "PO"
        _write(one, text, MANUAL, by)
        result.taken += 1


def _write(one: StringTranslation, text: str, kind: str, by: Anyone | None) -> None:
    one.data, one.translation_type, one.last_translated_by = text, kind, by
    one.has_error, one.field_error = False, ""
    one.save()
