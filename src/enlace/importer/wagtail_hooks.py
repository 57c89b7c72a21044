from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from enlace.core.registry import Task
from enlace.importer.rules import can_import_pages


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_import_pages(request.user)


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    return ImportMenuItem(_("Import pages"), reverse("importer:upload"), name="import", icon_name="upload", order=160)


def import_task(request: HttpRequest) -> Task | None:
    if not can_import_pages(request.user):
        return None
    explained = gettext("A page of the old site becomes drafts in its languages.")
    return Task(gettext("Import a page"), explained, reverse("importer:upload"), "upload")
