from wagtail.models import Page
from wagtail.permissions import policy_registry

from enlace.accounts.rules import Anyone
from enlace.importer.models import PendingImport
from enlace.website.models import NewsIndexPage, SiteImage
from enlace.website.rules import can_edit_site


def can_import_pages(user: Anyone | None) -> bool:
    """Those who may add news pages and pictures. `None` is the administrator at the machine's own command line."""
    return user is None or (
        can_edit_site(user)
        and policy_registry.get_by_type(SiteImage).user_has_permission(user, "add")
        and any(index.permissions_for_user(user).can_add_subpage() for index in NewsIndexPage.objects.all())
    )


def can_import_page_under(user: Anyone | None, index: NewsIndexPage) -> bool:
    return user is None or (can_import_pages(user) and index.permissions_for_user(user).can_add_subpage())


def can_update_imported_page(user: Anyone | None, page: Page) -> bool:
    return user is None or (can_import_pages(user) and page.permissions_for_user(user).can_edit())


def can_publish_imported_page(user: Anyone | None, page: Page) -> bool:
    return user is None or page.permissions_for_user(user).can_publish()


def can_make_drafts(user: Anyone, pending: PendingImport) -> bool:
    return pending.by_id == user.pk and can_import_pages(user)


def can_discard_import(user: Anyone, pending: PendingImport) -> bool:
    return pending.by_id == user.pk
