from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext

from enlace.core.clock import today
from enlace.core.languages import current_language
from enlace.core.texts import Text
from enlace.network.composition import codes_on
from enlace.ui import cloth
from enlace.website.context import LanguageLink, edition_links, network_of, short_name_of
from enlace.website.queries import Edition, Shown, named
from enlace.website.timeline import timeline

register = template.Library()


@register.simple_tag(takes_context=True)
def languages_of(context: template.Context, editions: list[Edition]) -> list[LanguageLink]:
    return edition_links(context["request"], editions)


@register.simple_tag(takes_context=True)
def network_name(context: template.Context) -> Text:
    """Also where there is no request, as in a mail."""
    return short_name_of(network_of(context.get("request")))


@register.simple_tag
def missing_in(editions: Iterable[Edition]) -> str:
    """The languages that a page lacks, as the reader's language names them."""
    return named([one.language.code for one in editions if not one.page], current_language())


@register.filter
def other_editions(editions: Iterable[Edition]) -> list[Edition]:
    return [one for one in editions if one.page and not one.current]


@register.simple_tag
def language_note(shown: Shown) -> SafeString | str:
    if not shown.only_in:
        return ""
    return format_html(
        '<p class="note">{}</p>', gettext("Available in %(languages)s only") % {"languages": shown.only_in}
    )


@register.filter
def language_of(page: Any) -> SafeString | str:
    """The `lang` attribute of what is not in the reader's language."""
    code = page.locale.language_code
    return "" if code == current_language() else format_html(' lang="{}"', code)


@register.simple_tag
def history_cloth(history: Any, until: int) -> SafeString | str:
    """The years of the history, coloured where something stands in one, across the member states of today.

    Empty without a history, or with nothing in it.
    """
    years = {point.date.year for point in timeline(history.milestones)} if history else set()
    if not years:
        return ""
    title = gettext("Woven cloth: one thread across for each year from %(first)d to %(last)d") % {
        "first": min(years),
        "last": until,
    }
    codes = codes_on(today())
    if codes:
        title = gettext("%(cloth)s, one thread down for each member state") % {"cloth": title}
    return mark_safe(cloth.year_cloth(years, until, ends=codes, title=title))  # noqa: S308 our own drawing


@register.filter
def anchored(body: Any) -> list[tuple[Any, str]]:
    """The blocks of a text, and for each heading an anchor that no other has."""
    blocks, taken = [], set()
    for block in body:
        anchor = ""
        if block.block_type == "heading":
            first = anchor = slugify(block.value) or "h"
            number = 1
            while anchor in taken:
                number += 1
                anchor = f"{first}-{number}"
            taken.add(anchor)
        blocks.append((block, anchor))
    return blocks


@register.simple_tag(takes_context=True)
def add_address(context: template.Context, parent: Any, model_name: str) -> str:
    """Where the CMS adds a page of this type beneath `parent`, for a reader who may; else empty."""
    user = context["request"].user
    if not parent or not user.is_authenticated or not parent.permissions_for_user(user).can_add_subpage():
        return ""
    return reverse("wagtailadmin_pages:add", args=["website", model_name, parent.pk])


@register.simple_tag(takes_context=True)
def edit_address(context: template.Context, page: Any) -> str:
    user = context["request"].user
    if not page or not user.is_authenticated or not page.permissions_for_user(user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
