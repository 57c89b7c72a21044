"""Pages whose title somebody still has to give. A missing title is marked, never invented."""

from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision

PLACEHOLDERS = {"es": "[Falta el título]", "en": "[Title missing]", "pt": "[Falta o título]"}
"""Kept as they are once a page has one: a page is known to be untitled by these words, whatever language asks."""


def placeholder_title(language: str) -> str:
    return PLACEHOLDERS.get(language, PLACEHOLDERS["en"])


def is_untitled(page: Page, revision: Revision | None = None) -> bool:
    """Whether `page`, or what `revision` would make of it, still has the mark for a title."""
    title = revision.content.get("title", "") if revision else page.title
    return title.strip() in PLACEHOLDERS.values()


def address_from_given_title(page: Page) -> None:
    """The address of a page that was never published is no longer that of the missing title once it has one."""
    marks = tuple(slugify(mark) for mark in PLACEHOLDERS.values())
    if page.pk and page.slug.startswith(marks) and not page.first_published_at and not is_untitled(page):
        slug = slugify(page.title)[:80].strip("-")
        page.slug = find_available_slug(page.get_parent(), slug, ignore_page_id=page.pk) if slug else page.slug
