"""Whether a translated text fits its place on the page, and how a person writes it: plain, or with marks like <b>."""

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import TranslationContext
from wagtail_localize.strings import StringValue, validate_translation_links


def has_marks(source: str) -> bool:
    """Whether `source` holds more than words and line ends, so that a person must see its marks."""
    return StringValue.from_plaintext(StringValue(source).render_text()).data != source


def as_written(text: str, source: str) -> str:
    return text if has_marks(source) else StringValue(text).render_text()


def from_written(text: str, source: str) -> str:
    lines = text.replace("\r\n", "\n").strip()
    return lines if has_marks(source) else StringValue.from_plaintext(lines).data


def misfit(page: Page, context: TranslationContext, source: str, text: str) -> str:
    """Why `page` cannot take `text` for `source`, in a sentence; empty where it can."""
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError as wrong:
        return str(wrong)
    plain = StringValue(text).render_text()
    if not plain.strip():
        return gettext("Write the translation: the text is empty.")
    field = None if "." in context.path else page._meta.get_field(context.path)
    limit = getattr(field, "max_length", None) or 0
    if limit and len(plain) > limit:
        return ngettext(
            "At most %(limit)d character fits here; these are %(length)d.",
            "At most %(limit)d characters fit here; these are %(length)d.",
            limit,
        ) % {"limit": limit, "length": len(plain)}
    return ""


def place_name(page: Page, context: TranslationContext) -> str:
    """Where the text stands, as the editor of the page names it: Title; Text, Quotation."""
    name, *blocks = (context.get_field_path(page) or context.path).split(".")
    field = page._meta.get_field(name)
    names = [capfirst(str(field.verbose_name))]
    if blocks and isinstance(field, StreamField):
        names.append(str(field.stream_block.child_blocks[blocks[0]].label))
    return ", ".join(dict.fromkeys(names))
