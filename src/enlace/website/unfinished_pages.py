"""Where an editor goes on with a page that cannot be published yet."""

from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from enlace.website.translations import machine_drafts


def drafts_address(page: Page) -> str | None:
    """The page on which the machine drafts of `page` are read and confirmed; None where it has none."""
    if not machine_drafts(page).exists():
        return None
    translation = (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id)
        .order_by("-enabled", "-pk")
        .first()
    )
    return reverse("website_cms:drafts", args=[translation.pk]) if translation else None


def road_to_finish(page: Page) -> str:
    return drafts_address(page) or reverse("wagtailadmin_pages:edit", args=[page.pk])
