"""The record of a meeting: its sections, and its cover."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from enlace.reports.document.outline import Cover, Kind, Part
from enlace.reports.meeting.edition import edition
from enlace.reports.meeting.facts import MeetingFacts, meeting_facts
from enlace.reports.meeting.initiatives import commitments, since_last
from enlace.reports.meeting.outcome import decisions, papers, strategies
from enlace.reports.meeting.participants import observers, participants, states
from enlace.reports.meeting.priorities import common_ground, priorities
from enlace.reports.meeting.sessions import case_study, chairs, guests, panels, programme


def cover(facts: MeetingFacts) -> Cover:
    meeting = facts.meeting
    return Cover(
        title=pgettext("cover", "Record of the meeting: %(title)s") % {"title": meeting.shown_title},
        subtitle=_("Technical Secretariat"),
        dated=" · ".join(filter(None, [facts.edition, meeting.days_in_words, str(meeting.shown_place)])),
        illustrative=facts.illustrative,
    )


MEETING = Kind(
    name="meeting",
    label=gettext_lazy("Record of a meeting"),
    parts=(
        Part(
            "opening",
            gettext_lazy("Opening words"),
            asks=gettext_lazy("A few words of whoever opened the meeting, or of the host, and why it met."),
        ),
        Part("edition", gettext_lazy("The meeting"), edition),
        Part("chairs", gettext_lazy("Chairs and moderators"), chairs),
        Part("states", gettext_lazy("States and institutions"), states),
        Part("guests", gettext_lazy("Guests and speakers"), guests),
        Part("case_study", gettext_lazy("Case study"), case_study),
        Part("panels", gettext_lazy("Panels by sector"), panels),
        Part("observers", gettext_lazy("Observers"), observers),
        Part("priorities", gettext_lazy("Priorities reviewed and adopted"), priorities),
        Part("common_ground", gettext_lazy("Common ground"), common_ground),
        Part("since_last", gettext_lazy("Initiatives since the last meeting"), since_last),
        Part("commitments", gettext_lazy("Commitments made and renewed"), commitments),
        Part("decisions", gettext_lazy("Decisions"), decisions),
        Part("strategies", gettext_lazy("Joint strategies"), strategies),
        Part("papers", gettext_lazy("Public papers"), papers),
        Part(
            "outcome",
            gettext_lazy("Outcome in the words of the secretariat"),
            asks=gettext_lazy("What the meeting achieved, what stays open, and what happens next."),
        ),
        Part("participants", gettext_lazy("Annex. Participants by state"), participants, opens_page=True),
        Part("programme", gettext_lazy("Annex. Public sessions"), programme, opens_page=True),
    ),
    facts=meeting_facts,
    cover=cover,
)
