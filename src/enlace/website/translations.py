"""How a page stands in the CMS's translations: segment by segment from a source, or written independently."""

from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Page, Revision
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog

INTERNAL = "slug"
"""The path of the one text that no reader sees: it is made from the title, and neither confirmed nor demanded."""


def translation_of(page: Page) -> Translation | None:
    """The running translation that fills `page` segment by segment; None where it is written independently."""
    return (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True)
        .exclude(source__locale=page.locale_id)
        .select_related("source", "source__locale", "target_locale")
        .first()
    )


def translated_texts(translation: Translation) -> "QuerySet[StringTranslation]":
    """The texts of the page in the target language, machine drafts among them."""
    segments = StringSegment.objects.filter(source=translation.source_id)
    return StringTranslation.objects.filter(
        Exists(segments.filter(string=OuterRef("translation_of"), context=OuterRef("context"))),
        locale=translation.target_locale_id,
    )


def _machine_texts() -> "QuerySet[StringTranslation]":
    """Texts of a machine that stand on a page.

    Left out are those that the source has dropped since, and those of a page that was deleted: a translation does not
    run, its source being there, only after that. Without its source the page keeps what the machine wrote.
    """
    page = Page.objects.filter(translation_key=OuterRef("source__object"), locale=OuterRef("source__locale"))
    translation = Translation.objects.filter(
        Q(enabled=True) | ~Exists(page), source__object=OuterRef("context__object"), target_locale=OuterRef("locale")
    )
    segments = StringSegment.objects.filter(string=OuterRef("translation_of"), context=OuterRef("context"))
    texts = StringTranslation.objects.filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    return texts.filter(Exists(segments), Exists(translation)).exclude(context__path=INTERNAL)


def machine_drafts(page: Page) -> "QuerySet[StringTranslation]":
    """The texts of `page` that a machine wrote and nobody has confirmed, also after its translation was stopped."""
    return _machine_texts().filter(context__object=page.translation_key, locale=page.locale_id)


def holding_machine_drafts(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    return pages.filter(
        Exists(_machine_texts().filter(context__object=OuterRef("translation_key"), locale=OuterRef("locale")))
    )


def count_machine_drafts() -> dict[tuple[UUID, int], int]:
    """For all pages at once: (translation key, locale) → how many."""
    counted = _machine_texts().values_list("context__object", "locale").annotate(Count("pk"))
    return {(key, locale): count for key, locale, count in counted.order_by()}


def count_texts() -> tuple[dict[int, int], dict[tuple[int, int], int]]:
    """source → its texts, and (source, locale) → those that are translated."""
    segments = StringSegment.objects.exclude(context__path=INTERNAL)
    texts = dict(segments.values_list("source").annotate(Count("pk")).order_by())
    done = segments.filter(string__translations__context=F("context"), string__translations__has_error=False)
    counted = done.values_list("source", "string__translations__locale").annotate(Count("pk", distinct=True))
    return texts, {(source, locale): count for source, locale, count in counted.order_by()}


def untranslated(page: Page) -> "QuerySet[StringSegment]":
    """The segments of `page` that still stand in the language of the source, or whose translation has an error."""
    translation = translation_of(page)
    return StringSegment.objects.none() if translation is None else missing_texts(translation)


def missing_texts(translation: Translation) -> "QuerySet[StringSegment]":
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale_id,
        has_error=False,
    )
    return (
        StringSegment.objects.filter(source=translation.source_id).exclude(context__path=INTERNAL).filter(~Exists(done))
    )


def texts_newer_than(page: Page, revision: Revision) -> "QuerySet[StringTranslation]":
    """The texts that were translated, corrected or confirmed after `revision` was saved, which lacks them."""
    translation = translation_of(page)
    if translation is None:
        return StringTranslation.objects.none()
    return translated_texts(translation).filter(updated_at__gt=revision.created_at)


def edited_by_hand(translation: Translation, page: Page) -> bool:
    """Whether `page` was changed in the page editor since the translation last wrote it."""
    log = TranslationLog.objects.filter(source=translation.source_id, locale=translation.target_locale_id)
    written = log.order_by("-pk").values_list("revision", flat=True).first()
    return page.latest_revision_id is not None and page.latest_revision_id != written
