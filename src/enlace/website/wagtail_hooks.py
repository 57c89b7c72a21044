from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail_localize.models import Translation

from enlace.core.pages import page as answer
from enlace.website.cms_home import TasksPanel
from enlace.website.rules import NotYetTranslated, is_ready_to_publish, why_not_published
from enlace.website.translated_page import address_from_title
from enlace.website.translations import edited_by_hand, holding_machine_drafts, translation_of
from enlace.website.unfinished_pages import drafts_address, road_to_finish

BEFORE_LOCALIZE = -10
ABOUT_WAGTAIL = ("editor-guide", "whats-new-in-wagtail")
CLOSED = ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtaillocales:index"]
RESTART, UNDERSTOOD = "localize-restart-translation", "understood"


@hooks.register("register_admin_menu_item")
def parity_menu_item() -> MenuItem:
    return MenuItem(_("Languages"), reverse("website_cms:parity"), name="parity", icon_name="globe", order=150)


@hooks.register("construct_settings_menu")
def hide_closed_settings(request: HttpRequest, items: list[Any]) -> None:
    closed = {reverse(name) for name in CLOSED}
    items[:] = [item for item in items if item.url not in closed]


@hooks.register("construct_help_menu")
def hide_help_about_wagtail(request: HttpRequest, items: list[Any]) -> None:
    """It leads to another site, in English."""
    items[:] = [item for item in items if not item.name.startswith(ABOUT_WAGTAIL)]


@hooks.register("construct_homepage_panels")
def show_tasks(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(TasksPanel(request))


@hooks.register("construct_search")
def hide_closed_search(request: HttpRequest, areas: list[Any]) -> None:
    hide_closed_settings(request, areas)


@hooks.register("construct_page_action_menu")
def hide_aliases(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """An alias shows readers the wrong language."""
    items[:] = [item for item in items if item.name != "localize-convert-to-alias"]


@hooks.register("register_account_menu_item")
def sign_in_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account_email"),
        "label": gettext("Sign-in and security"),
        "help_text": gettext("Your address, password, passkeys and second factor."),
    }


@hooks.register("before_publish_page")
def publish_only_what_is_ready(request: HttpRequest, page: Page) -> None:
    """The page editor's own button does not ask the page. Raises NotYetTranslated."""
    if not is_ready_to_publish(page):
        raise NotYetTranslated(page, why_not_published(page))


@hooks.register("before_edit_page", order=BEFORE_LOCALIZE)
def edit_translated_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The side-by-side editor writes into the live page before it asks whether it may be published: so ask first."""
    if request.method != "POST":
        _say_what_is_missing(request, page)
        return None
    if RESTART in request.POST and UNDERSTOOD not in request.POST:
        return _ask_before_restart(request, page)
    translation = translation_of(page)
    if translation and request.POST.get("action") == "publish":
        publish_only_what_is_ready(request, page)
        address_from_title(translation, page)
    return None


def _say_what_is_missing(request: HttpRequest, page: Page) -> None:
    if is_ready_to_publish(page):
        return
    drafts = drafts_address(page)
    buttons = [messages.button(drafts, gettext("Read machine drafts"))] if drafts else []
    until = gettext("Until then it is not published.")
    messages.warning(request, f"{why_not_published(page)} {until}", buttons)


def _ask_before_restart(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The translation knows nothing of what was written by hand since it was stopped, and would overwrite it."""
    stopped = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=False
    ).first()
    if stopped is None or not edited_by_hand(stopped, page):
        return None
    title = gettext("Start the translation again?")
    context = {"target": page, "header_title": title, "breadcrumbs_items": [{"url": "", "label": title}]}
    return answer(request, "website/cms/confirm_restart.html", context)


@hooks.register("before_copy_page")
def copy_no_machine_drafts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy would hold the machine's texts without their mark."""
    held = holding_machine_drafts(page.get_descendants(inclusive=True)).first()
    if held is None:
        return None
    until = gettext("Until then it is not copied.")
    messages.error(request, f"{why_not_published(held)} {until}")
    return redirect(road_to_finish(held))
