"""The first page of the CMS: what editors do most. An app below offers its own as a `cms_task`."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.ui.components import Component

from enlace.core.languages import current_language
from enlace.core.registry import Task, registered
from enlace.website.context import frame_of
from enlace.website.models import NewsIndexPage
from enlace.website.queries import named


class TasksPanel(Component):
    template_name = "website/cms/tasks.html"
    order = 100

    def __init__(self, request: HttpRequest) -> None:
        self.tasks = [task for offer in registered("cms_task") if (task := offer(request)) is not None]

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        return {"tasks": self.tasks}


def write_news(request: HttpRequest) -> Task | None:
    """In the editor's own language, or in one in which they may write."""
    lists = NewsIndexPage.objects.select_related("locale").order_by("path")
    for parent in sorted(lists, key=lambda one: one.locale.language_code != current_language()):
        if parent.permissions_for_user(request.user).can_add_subpage():
            words = {"language": named([parent.locale.language_code], current_language()), "title": parent.title}
            return Task(
                gettext("Write a news article"),
                gettext("In %(language)s, under “%(title)s”.") % words,
                reverse("wagtailadmin_pages:add", args=["website", "newspage", parent.pk]),
                "edit",
            )
    return None


def see_languages(request: HttpRequest) -> Task:
    return Task(
        gettext("See how the languages stand"),
        gettext("Which pages lack a translation, and which machine drafts wait to be read."),
        reverse("website_cms:parity"),
        "globe",
    )


def visit_site(request: HttpRequest) -> Task:
    return Task(gettext("Visit the public site"), gettext("As its readers see it."), frame_of(request).home, "view")
