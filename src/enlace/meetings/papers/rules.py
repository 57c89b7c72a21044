from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, Party, allows
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.meetings.models import Contribution, Meeting, Paper, PaperText, Session, Speaker, SpeakerPart
from enlace.meetings.parties import HOST, SPEAKER
from enlace.network.audiences import Audience
from enlace.network.parties import SECRETARIAT, SIGNED_IN
from enlace.network.roles import roles_of

ORGANISERS = (SECRETARIAT, HOST, COMMAND_LINE)


def is_within_reach(user: Anyone | None, paper: Paper) -> bool:
    """What is for the secretariat alone is out of the host's."""
    return paper.audience != Audience.SECRETARIAT or user is None or roles_of(user).is_secretary


def has_file(paper: Paper) -> bool:
    return any(files_of(text).filter(versions__in=Version.objects.kept()).exists() for text in paper.texts.all())


@allows(*ORGANISERS, does=_("Add a paper to a session"))
def can_add_paper(user: Anyone | None, session: Session) -> bool:
    return True


@allows(
    *ORGANISERS,
    does=_("Change a paper, its place and its files"),
    condition=_("what is for the secretariat alone, by the secretariat"),
)
def can_change_paper(user: Anyone | None, paper: Paper) -> bool:
    return is_within_reach(user, paper)


@allows(
    *ORGANISERS,
    does=_("Release a paper to its audience"),
    condition=_("it is not released, and its file is there in one language at least"),
)
def can_release_paper(user: Anyone | None, paper: Paper) -> bool:
    return is_within_reach(user, paper) and paper.released_at is None and has_file(paper)


@allows(*ORGANISERS, does=_("Take back a paper that was released"), condition=_("it is released"))
def can_take_back_paper(user: Anyone | None, paper: Paper) -> bool:
    return is_within_reach(user, paper) and paper.released_at is not None


@allows(*ORGANISERS, does=_("Remove a paper with its files"), condition=_("it is not released"))
def can_remove_paper(user: Anyone | None, paper: Paper) -> bool:
    return is_within_reach(user, paper) and paper.released_at is None


@allows(
    *ORGANISERS,
    does=_("Change the file of a paper in one language"),
    condition=_("what is for the secretariat alone, by the secretariat"),
)
def can_change_paper_text(user: Anyone | None, text: PaperText) -> bool:
    return is_within_reach(user, text.paper)


@allows(
    *ORGANISERS,
    does=_("Tell the delegations that papers are there"),
    condition=_("a paper of the meeting is released"),
)
def can_tell_of_papers(user: Anyone | None, meeting: Meeting) -> bool:
    return Paper.objects.filter(session__meeting=meeting).exclude(released_at=None).exists()


@allows(
    SIGNED_IN,
    does=_("Ask for the papers of a meeting in one file"),
    condition=_("there is a paper that they may read"),
)
def can_ask_for_bundle(user: Anyone, meeting: Meeting) -> bool:
    return Paper.objects.visible_to(user).filter(session__meeting=meeting).exists()


def _organises_for(user: Anyone, *things: Any) -> bool:
    """A speaker with an account agrees in it themself."""
    speaker: Speaker = things[0]
    cannot_agree = speaker.person is None or speaker.person.user_id is None
    return cannot_agree and (SECRETARIAT.holds(user, speaker) or HOST.holds(user, speaker))


ORGANISER_FOR_WHO_HAS_NO_ACCOUNT = Party(
    _("who organises the meeting, for a speaker without an account"), _organises_for
)


@allows(
    SPEAKER,
    *ORGANISERS,
    does=_("Write what a speaker brings to a session"),
    condition=_("it is not submitted, and the session takes place"),
)
def can_write_contribution(user: Anyone | None, speaker: Speaker) -> bool:
    written = Contribution.objects.filter(speaker=speaker).first()
    presents = speaker.part == SpeakerPart.SPEAKER and speaker.session.cancelled_at is None
    return presents and (written is None or written.submitted_at is None)


@allows(
    SPEAKER,
    *ORGANISERS,
    does=_("Change what a speaker brings, and its slides"),
    condition=_("it is not submitted"),
)
def can_change_contribution(user: Anyone | None, contribution: Contribution) -> bool:
    return contribution.submitted_at is None


@allows(SPEAKER, *ORGANISERS, does=_("Submit what a speaker brings"), condition=_("it is not submitted"))
def can_submit_contribution(user: Anyone | None, contribution: Contribution) -> bool:
    return contribution.submitted_at is None


@allows(SPEAKER, *ORGANISERS, does=_("Take back what a speaker submitted"), condition=_("it is submitted"))
def can_take_back_contribution(user: Anyone | None, contribution: Contribution) -> bool:
    return contribution.submitted_at is not None


@allows(
    SPEAKER,
    ORGANISER_FOR_WHO_HAS_NO_ACCOUNT,
    COMMAND_LINE,
    does=_("Agree that what a speaker brings may be published"),
)
def can_agree_to_publication(user: Anyone | None, speaker: Speaker) -> bool:
    return True


@allows(SPEAKER, *ORGANISERS, does=_("Erase slides that a speaker brought"))
def can_erase_slides(user: Anyone | None, contribution: Contribution) -> bool:
    return True
