from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.meetings.models import Meeting
from enlace.meetings.papers.mail import mail_that_papers_are_there, readers_of_papers
from enlace.meetings.papers.rules import can_tell_of_papers


def tell_of_papers(meeting: Meeting, *, by: Anyone | None) -> int:
    """One mail to each who may read at least one paper that is released, in their language; the number of mails."""
    require(can_tell_of_papers(by, meeting))
    readers = list(readers_of_papers(meeting))
    with transaction.atomic():
        for person, count in readers:
            mail_that_papers_are_there(meeting, person, count)
        record("tell_of_papers", meeting, by=by, after={"people": len(readers)})
    return len(readers)
