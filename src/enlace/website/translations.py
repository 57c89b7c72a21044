"""How a page stands in the CMS's translations: segment by segment from a source, or written independently."""

from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

INTERNAL = "slug"


def translation_of(page: Page) -> Translation | None:
    """The running translation that fills `page` segment by segment; None where it is written independently."""
    return (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True)
        .exclude(source__locale=page.locale_id)
        .select_related("source", "source__locale", "target_locale")
        .first()
    )


def translated_texts(translation: Translation):
    """The texts of the page in the target language, machine drafts among them, in the order of the page."""
    segments = StringSegment.objects.filter(source=translation.source_id)
    return StringTranslation.objects.filter(
        Exists(segments.filter(string=OuterRef("translation_of"), context=OuterRef("context"))),
        locale=translation.target_locale_id,
    )


def machine_drafts(page: Page):
    """The texts of `page` that a machine wrote and nobody has confirmed."""
    translation = translation_of(page)
    if translation is None:
        return StringTranslation.objects.none()
    return translated_texts(translation).filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)


def untranslated(page: Page):
    """The segments of `page` that still stand in the language of the source."""
    translation = translation_of(page)
    if translation is None:
        return StringSegment.objects.none()
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=translation.target_locale_id
    )
    return (
        StringSegment.objects.filter(source=translation.source_id).exclude(context__path=INTERNAL).filter(~Exists(done))
    )
