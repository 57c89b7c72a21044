"""Tags for every template: they are builtins."""

from datetime import date
from typing import Any

from babel import Locale
from django import template
from django.urls import translate_url
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from enlace.core.dates import date_in_words
from enlace.core.languages import current_language, default_language, preference
from enlace.core.registry import Panel, registered
from enlace.core.texts import Text
from enlace.ui import cloth

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
def text_note(value: Text) -> SafeString | str:
    """A sentence that says in which language alone a text is there, where it is not the reader's."""
    if not value.fallback:
        return ""
    name = Locale.parse(current_language()).languages.get(value.language, value.language)
    return format_html('<p class="note">{}</p>', gettext("Available in %(language)s only") % {"language": name})


@register.simple_tag
def sample(words: str = "") -> SafeString:
    """The mark of a record that was written for the demonstration, in its own words where only a part of it was."""
    return format_html('<span class="sample">{}</span>', words or gettext("Illustrative"))


@register.simple_tag
def cover_cloth(seed: str, strip: bool = False) -> SafeString:
    """The cover of a record without a picture, always the same for one `seed`."""
    return mark_safe(cloth.cover(seed, strip=strip))  # noqa: S308 our own drawing


@register.simple_tag(takes_context=True)
def offered_panels(context: template.Context, kind: str, record: Any) -> list[Panel]:
    """What lower apps offer to the page of a record (`core.registry`); none where nobody asks, as in a mail."""
    request = context.get("request")
    offers = registered(kind) if request is not None else []
    return [panel for offer in offers if (panel := offer(request, record)) is not None]


@register.simple_tag(takes_context=True)
def addresses_by_language(context: template.Context, query: str = "") -> list[tuple[str, str]]:
    """This page in each language of the network, itself among them, and as `x-default` in the default one.

    `query` is what of the address changes what is shown, without its question mark.
    """
    request, end = context["request"], f"?{query}" if query else ""
    found = [
        (code, request.build_absolute_uri(translate_url(request.path, code) + end))
        for code in preference(default_language())
    ]
    return [*found, ("x-default", found[0][1])]
