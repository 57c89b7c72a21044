"""Pages whose hour has come: published or withdrawn at the first request after it, or by `./enlace tick`."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from enlace.accounts.actions import record
from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.core.findings import Finding

REFUSED = "refuse_scheduled_page"
NOTHING_DUE = "enlace.nothing_due"
"""Set in the environment of a request by who has just looked and found that no page is due."""

logger = logging.getLogger(__name__)


def next_change(on: BaseDatabaseWrapper | None = None) -> datetime | None:
    """The hour at which the next page is to be published or withdrawn, past where that is still to be done.

    One query; `on` names another connection to ask it through.
    """
    going_live = Revision.objects.filter(approved_go_live_at__isnull=False).values_list("approved_go_live_at")
    expiring = Page.objects.filter(live=True, expire_at__isnull=False).order_by().values_list("expire_at")
    hours = going_live.order_by().union(expiring).order_by("approved_go_live_at")[:1]
    for (hour,) in hours.query.get_compiler(connection=on or connection).results_iter():
        return hour
    return None


def publish_due_pages(now: datetime) -> int:
    """Publish and withdraw what is due; counts the pages changed. A page that refuses stays as it is, off the schedule.

    Several processes may do this at once: each page is locked, looked at again, and changed by one of them.
    """
    revisions = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    pages = Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk")
    published = sum(publish_due_revision(pk, now) for pk in list(revisions.values_list("pk", flat=True)))
    return published + sum(withdraw_due_page(pk, now) for pk in list(pages.values_list("pk", flat=True)))


def publish_due_revision(pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=now).first()
            if revision:
                revision.publish(log_action="wagtail.publish.scheduled")
            return revision is not None
    except DatabaseError:
        raise
    except Exception as reason:
        logger.warning("Revision %s was due and could not be published: %s", pk, reason)
        refuse_scheduled_page(pk, now)
        return False


@transaction.atomic
def refuse_scheduled_page(pk: int, now: datetime) -> None:
    """Take a due revision off the schedule, so that it is not tried again at each request; a person must publish it."""
    revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=now).first()
    if revision:
        due = revision.approved_go_live_at.isoformat()
        Revision.objects.filter(pk=pk).update(approved_go_live_at=None)
        page = Page.objects.get(pk=revision.object_id).specific
        record(REFUSED, page, by=None, after={"page": page.pk, "revision": pk, "due": due})


@transaction.atomic
def withdraw_due_page(pk: int, now: datetime) -> bool:
    page = Page.objects.select_for_update().filter(pk=pk, live=True, expire_at__lte=now).first()
    if page:
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return page is not None


def check_scheduled_pages() -> Iterator[Finding]:
    """For `./enlace doctor`: what was refused at its hour and has been neither published nor scheduled since."""
    refused = {one.after["page"]: one for one in AuditEntry.objects.filter(action=REFUSED).order_by("id")}
    waiting = [
        page
        for page in Page.objects.filter(pk__in=refused, has_unpublished_changes=True).order_by("pk")
        if not page.scheduled_revision and (not page.last_published_at or page.last_published_at < refused[page.pk].at)
    ]
    for page in waiting:
        due = localtime(datetime.fromisoformat(refused[page.pk].after["due"]))
        sentence = _("“%(title)s” was due on %(due)s and could not be published: open it in the CMS and publish it.")
        yield Finding("warn", sentence % {"title": page.draft_title, "due": date_format(due, "DATETIME_FORMAT")})
    if not waiting:
        yield Finding("ok", _("No scheduled page was left behind."))


class ScheduledPagesMiddleware:
    """No request is answered with the site as it was before the hour of a page that is due."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.META.get(NOTHING_DUE):
            self.publish_due()
        return self.get_response(request)

    def publish_due(self) -> None:
        change = next_change()
        if change and change <= now():
            try:
                publish_due_pages(now())
            except DatabaseError:
                logger.exception("Pages that are due could not be published")
