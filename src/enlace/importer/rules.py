from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, Party, allows
from enlace.importer.models import PendingImport
from enlace.website.models import NewsIndexPage, SiteImage
from enlace.website.rules import can_edit_site


def _may_add_news_and_pictures(user: Anyone, *things: Any) -> bool:
    return (
        can_edit_site(user)
        and policy_registry.get_by_type(SiteImage).user_has_permission(user, "add")
        and any(index.permissions_for_user(user).can_add_subpage() for index in NewsIndexPage.objects.all())
    )


UPLOADER = Party(_("who may add news and pictures in the CMS"), _may_add_news_and_pictures)


@allows(UPLOADER, COMMAND_LINE, does=_("Import pages of an older site as drafts"))
def can_import_pages(user: Anyone | None) -> bool:
    return True


@allows(
    UPLOADER,
    COMMAND_LINE,
    does=_("Import a page among the news of a language"),
    condition=_("the CMS lets them add pages there"),
)
def can_import_page_under(user: Anyone | None, index: NewsIndexPage) -> bool:
    return user is None or index.permissions_for_user(user).can_add_subpage()


@allows(
    UPLOADER,
    COMMAND_LINE,
    does=_("Import a page again into its draft"),
    condition=_("the CMS lets them edit the page"),
)
def can_update_imported_page(user: Anyone | None, page: Page) -> bool:
    return user is None or page.permissions_for_user(user).can_edit()


@allows(
    UPLOADER,
    COMMAND_LINE,
    does=_("Publish a page as it is imported"),
    condition=_("the CMS lets them publish the page"),
)
def can_publish_imported_page(user: Anyone | None, page: Page) -> bool:
    return user is None or page.permissions_for_user(user).can_publish()


@allows(UPLOADER, does=_("Make drafts of what was uploaded"), condition=_("they uploaded it"))
def can_make_drafts(user: Anyone, pending: PendingImport) -> bool:
    return pending.by_id == user.pk


@allows(UPLOADER, does=_("Remove what was uploaded"), condition=_("they uploaded it"))
def can_discard_import(user: Anyone, pending: PendingImport) -> bool:
    return pending.by_id == user.pk
