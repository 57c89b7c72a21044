from django import template
from django.http import HttpRequest
from django.template import Context

from enlace.core.registry import Entry, registered
from enlace.meetings.models import Meeting

register = template.Library()


@register.simple_tag(takes_context=True)
def meeting_entries(context: Context, meeting: Meeting) -> list[Entry]:
    """The ways to the parts of a meeting that its reader may open."""
    request: HttpRequest = context["request"]
    return [entry for offer in registered("meeting_entry") if (entry := offer(request, meeting))]
