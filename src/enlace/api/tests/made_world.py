"""A network with something of every kind, public and not, for the tests of the open data."""

from datetime import timedelta

from django.utils import timezone

from enlace.commitments.testing import (
    make_commitment,
    make_commitment_event,
    make_evidence,
    make_milestone,
    make_progress,
    make_target,
)
from enlace.consultations.testing import make_challenge, make_priority, make_priority_review
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.library.testing import make_collection, make_contributor, make_language_version, make_publication
from enlace.meetings.testing import make_attendance, make_meeting, make_session
from enlace.network.testing import make_organisation, make_state
from enlace.themes.models import Theme

SECRET = "secreto"


def make_world(number=1):
    """`number` of everything public, each beside something that is not; what is not has SECRET in each of its texts."""
    hidden = make_meeting(title=Texts({"es": f"Reunión de {SECRET}"}), audience="members")
    for turn in range(number):
        meeting = make_meeting(begins_on=today() - timedelta(days=400 + turn), audience="public")
        session = make_session(meeting=meeting, audience="public")
        make_attendance(session=session)
        priority = make_priority(session=session, challenge=make_challenge(state=make_state()))
        make_priority_review(priority=priority, session=make_session(meeting=hidden))
        make_public_commitment(meeting, hidden, priority=priority)
        make_hidden_commitments(hidden)
        make_publications(meeting, hidden)


def make_public_commitment(meeting, hidden, **fields):
    """Of Uruguay and an observer, made at a public meeting and renewed at a hidden one, with progress of each kind."""
    observer = make_organisation()
    commitment = make_commitment(parties=[make_state(), observer], stands=False, **fields)
    commitment.themes.set(Theme.objects.order_by("slug")[:2])
    commitment.targets.add(make_target(), make_target(framework="upr", state=make_state()))
    make_commitment_event(commitment=commitment, kind="made", meeting=meeting)
    make_commitment_event(commitment=commitment, kind="renewed", meeting=hidden)
    waiting = {"title": Texts({"es": SECRET}), "text": Texts({"es": SECRET}), "confirmed": [observer]}
    make_commitment_event(commitment=commitment, kind="amended", **waiting)
    milestone = make_milestone(commitment=commitment, target=120)
    report = make_progress(commitment=commitment, milestone=milestone, value=60)
    make_evidence(progress=report)
    make_evidence(progress=report, link="", citation="Informe anual, 2025")
    make_evidence(progress=report, title=Texts({"es": SECRET}), audience="members")
    make_progress(commitment=commitment, organisation=observer, percent=None)
    unseen = {"text": Texts({"es": SECRET}), "reported_on": today(), "percent": 99}
    for kind in ({"cleared": False}, {"cleared": False, "submitted": True}, {"audience": "members"}):
        make_evidence(progress=make_progress(commitment=commitment, **unseen, **kind), title=Texts({"es": SECRET}))
    return commitment


def make_hidden_commitments(meeting):
    """A draft, one that waits for the word of a party, and one for members only."""
    fields = {"title": Texts({"es": SECRET}), "text": Texts({"es": SECRET})}
    make_commitment(stands=False, **fields)
    make_commitment(parties=[make_state(), make_state("PY")], confirmed=[make_state()], **fields)
    make_progress(commitment=make_commitment(audience="members", **fields), text=Texts({"es": SECRET}))


def make_publications(meeting, hidden):
    """One that is public and belongs to a hidden meeting too; a draft, one for members, one that was withdrawn."""
    made = make_publication(collection=make_collection(), doi="10.1/x", licence="CC-BY-4.0")
    made.themes.set(Theme.objects.order_by("slug")[:2])
    made.states.add(make_state())
    made.meetings.add(meeting, hidden)
    made.commitments.add(make_commitment(), make_commitment(audience="members", title=Texts({"es": SECRET})))
    make_contributor(publication=made)
    make_contributor(publication=made, family="Kumar", given="Ana", body="", role="editor")
    make_language_version(publication=made, content=b"%PDF-1.4 x")
    make_language_version(publication=made, language="en")
    secret = {"title": Texts({"es": SECRET}), "publisher": SECRET}
    for kind in ({"published": False}, {"audience": "members"}, {"withdrawn_at": timezone.now()}):
        make_language_version(publication=make_publication(**secret, **kind), language="qu")
