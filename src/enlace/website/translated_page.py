"""How the texts of a translation are written into its page: as a draft, at an address of its own."""

from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog
from wagtail_localize.strings import StringValue

from enlace.accounts.rules import Anyone
from enlace.website.translations import INTERNAL, translated_texts

FROM_TITLE = "title"
"""Stands as the tool of an address that no person wrote."""

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL


def save_draft(translation: Translation, *, by: Anyone | None) -> None:
    """A new draft from the texts as they are. The CMS's own way writes into the live page even where it only drafts."""
    page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    page.slug = find_available_slug(page.get_parent(), slugify(page.slug), ignore_page_id=page.pk)
    if not page.live:
        page.save(clean=False)
    revision = page.save_revision(user=by, clean=False, log_action=True)
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)


def address_from_title(translation: Translation, page: Page) -> None:
    """The address of a page that was never published follows its translated title, until a person writes another."""
    title = translated_texts(translation).filter(context__path="title").first()
    address = StringSegment.objects.filter(source=translation.source, context__path=INTERNAL).first()
    slug = slugify(StringValue(title.data).render_text())[:255].strip("-") if title else ""
    if not slug or address is None or page.first_published_at:
        return
    written, created = StringTranslation.objects.get_or_create(
        translation_of=address.string,
        context=address.context,
        locale=translation.target_locale,
        defaults={"data": slug, "translation_type": MANUAL, "tool_name": FROM_TITLE},
    )
    if not created and written.tool_name == FROM_TITLE and written.data != slug:
        written.data = slug
        written.save()


def keep_address(translation: Translation, page: Page) -> None:
    """A new address of the source must not move the translation: readers have its own."""
    for address in StringSegment.objects.filter(source=translation.source, context__path=INTERNAL):
        StringTranslation.objects.get_or_create(
            translation_of=address.string,
            context=address.context,
            locale=translation.target_locale,
            defaults={"data": page.slug, "translation_type": MANUAL, "tool_name": FROM_TITLE},
        )
