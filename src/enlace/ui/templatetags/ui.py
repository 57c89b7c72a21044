"""Tags for every template: they are builtins."""

from datetime import date

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from enlace.core.dates import date_in_words
from enlace.core.languages import current_language
from enlace.core.texts import Text

register = template.Library()


@register.simple_tag
def day(value: date) -> SafeString:
    """A `<time>` with the day written out as the reader's language writes it."""
    words = date_in_words(value, current_language())
    return format_html('<time datetime="{}">{}</time>', value.isoformat()[:10], words)


@register.simple_tag
def text(value: Text | str) -> SafeString:
    """A text that stands in for a missing one says in which language it is."""
    if isinstance(value, Text) and value.fallback:
        return format_html('<span lang="{}">{}</span>', value.language, value)
    return conditional_escape(str(value))


@register.simple_tag
def sample(words: str = "") -> SafeString:
    """The mark of a record that was written for the demonstration, in its own words where only a part of it was."""
    return format_html('<span class="sample">{}</span>', words or gettext("Illustrative"))
