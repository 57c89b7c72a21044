"""The news that editors attached to a meeting, on its page."""

from django.http import HttpRequest

from enlace.core.languages import current_language
from enlace.core.registry import Panel
from enlace.meetings.models import Meeting
from enlace.website.queries import listed, shown


def news_of_meeting(request: HttpRequest, meeting: Meeting) -> Panel | None:
    """In the reader's language first; None where there is none."""
    language = current_language()
    pages = list(listed("NewsPage", language, request.user).filter(meeting=meeting).prefetch_related(None))
    if not pages:
        return None
    return Panel("website/meeting_news.html", {"news": shown(pages, language, request.user)})
