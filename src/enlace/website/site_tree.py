"""What a new site consists of: languages, a first tree of pages in each, and who may do what in the CMS."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth.models import Group, Permission
from django.utils.text import slugify
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from enlace.core.languages import default_language, language_codes
from enlace.website.models import (
    DonatePage,
    HistoryPage,
    HomePage,
    NewsIndexPage,
    StoryIndexPage,
    TextPage,
)

FIRST_PAGES: Mapping[str, tuple[type[Page], str]] = {
    "network": (TextPage, _("The network")),
    "history": (HistoryPage, _("History")),
    "stories": (StoryIndexPage, _("Stories of impact")),
    "news": (NewsIndexPage, _("News")),
    "donate": (DonatePage, _("Donate")),
}
IN_MENU = frozenset({"network", "history", "stories", "news"})

WAGTAILS_WORKFLOW = "Moderators approval"
EDITORS, SECRETARIAT = "Editors", "Secretariat"
PAGE_PERMISSIONS = {
    EDITORS: ["add_page", "change_page"],
    SECRETARIAT: ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
}
COLLECTION_PERMISSIONS = {
    EDITORS: ["add_image", "choose_image", "add_document", "choose_document"],
    SECRETARIAT: [
        *["add_image", "change_image", "choose_image"],
        *["add_document", "change_document", "choose_document"],
    ],
}
ASSETS = ["wagtailimages", "wagtaildocs"]
"""Where the CMS looks for the right to images and documents, whatever their models."""

PERMISSIONS = {
    EDITORS: ["access_admin", "submit_translation"],
    SECRETARIAT: [
        "access_admin",
        "submit_translation",
        "change_networksettings",
        *["add_redirect", "change_redirect", "delete_redirect"],
        *["add_collection", "change_collection"],
    ],
}


def page_key(name: str) -> UUID:
    """The translation key of a page that comes with the program: the same on every machine and in every language."""
    return uuid5(NAMESPACE_URL, f"enlace:{name}")


def ensure_locales() -> dict[str, Locale]:
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in language_codes()}


def ensure_page[P: Page](
    parent: Page, model: Callable[..., P], locale: Locale, name: str, title: str, **fields: Any
) -> P:
    """The page `name` of `locale`, made and published where it is missing; one that is there is left alone."""
    kind: Any = model
    found = kind.objects.filter(translation_key=page_key(name), locale=locale).first()
    if found:
        return found
    page = model(
        title=title,
        slug=fields.pop("slug", None) or slugify(title)[:80],
        locale=locale,
        translation_key=page_key(name),
        live=False,
        **fields,
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def ensure_tree() -> dict[str, HomePage]:
    """A home page per language under the root, with the first pages beneath; the default language leads the site."""
    locales = ensure_locales()
    root = Page.get_first_root_node()
    homes = {}
    for code, locale in locales.items():
        with override(code):
            title = gettext("Home")
            homes[code] = ensure_page(root, HomePage, locale, "home", title, slug=f"home-{code}", headline=title)
            for name, (model, label) in FIRST_PAGES.items():
                ensure_page(homes[code], model, locale, name, gettext(label), show_in_menus=name in IN_MENU)
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    welcome = site.root_page if site.root_page_id else None
    if welcome is None or not HomePage.objects.filter(pk=welcome.pk).exists():
        site.root_page = homes[default_language()]
        site.save()
        if welcome is not None and welcome.depth > 1:
            welcome.delete()
    return homes


def ensure_groups() -> None:
    """Editors draft and submit; the secretariat also publishes. Both enter the CMS, neither edits accounts."""
    root, assets = Page.get_first_root_node(), Collection.get_first_root_node()
    Group.objects.filter(name__in=["Moderators"]).delete()
    for name, permissions in PAGE_PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=name)
        for codename in permissions:
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for codename in COLLECTION_PERMISSIONS[name]:
            permission = Permission.objects.get(codename=codename, content_type__app_label__in=ASSETS)
            GroupCollectionPermission.objects.get_or_create(group=group, collection=assets, permission=permission)
        group.permissions.set(Permission.objects.filter(codename__in=PERMISSIONS[name]))
    GroupPagePermission.objects.filter(group__name=EDITORS).exclude(page=root).delete()


def ensure_review() -> None:
    """What an editor submits is reviewed by the secretariat; a workflow that was chosen or renamed is left alone."""
    root = Page.get_first_root_node()
    if WorkflowPage.objects.filter(page=root).exclude(workflow__name=WAGTAILS_WORKFLOW).exists():
        return
    with override(default_language()):
        name = gettext("Review by the secretariat")
    task, _created = GroupApprovalTask.objects.get_or_create(name=name)
    task.groups.set([Group.objects.get(name=SECRETARIAT)])
    workflow, _created = Workflow.objects.get_or_create(name=name)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    Workflow.objects.filter(name=WAGTAILS_WORKFLOW).delete()
