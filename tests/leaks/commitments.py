"""Commitments to crawl: drafts of each who may draft one, acts that wait for a word, standing ones of each audience;
progress that nobody outside its state may know of, the secretariat neither; rounds, strategies, targets and tables.

What is said of progress here is said apart from its `visible_to`, so that a mistake there shows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from enlace.commitments import testing as make
from enlace.commitments.models import (
    Commitment,
    CommitmentReminder,
    Evidence,
    PendingCommitments,
    Progress,
    ProgressComment,
    ReviewRound,
    Strategy,
    bodies_of,
)
from enlace.commitments.rounds.facts import keep_report
from enlace.consultations.models import Priority
from enlace.core.clock import today
from enlace.files.testing import make_file
from enlace.meetings.audience import of_audience
from enlace.meetings.models import Decision, Meeting
from enlace.network.audiences import Audience
from enlace.network.models import Organisation, State
from enlace.network.roles import roles_of
from enlace.network.testing import Cast, make_state
from tests.leaks.seen import seen_of

SOME_DAYS = timedelta(days=3)
AUDIENCES = (Audience.PUBLIC, Audience.NETWORK, Audience.MEMBERS, Audience.SECRETARIAT)
"""Nobody is named in a commitment or a report, so none is for those named."""


@dataclass
class Commitments:
    """Everything in the order in which it was made. Of the cast are `uy` and `own`, and of another focal point `py`."""

    cast: Cast
    uy: State
    py: State
    ar: State
    br: State
    own: Organisation
    standing: dict[str, Commitment] = field(default_factory=dict)
    made: list[models.Model] = field(default_factory=list)

    def keep(self, *records: models.Model) -> Any:
        self.made += records
        return records[0]


def make_commitments(cast: Cast) -> list[models.Model]:
    own = Organisation.objects.get(mandates__person__user=cast.observer)
    states = [make_state(code) for code in ("UY", "PY", "AR", "BR")]
    world = Commitments(cast, *states, own)
    _drafts(world)
    _acts(world)
    _cleared(world)
    _uncleared(world)
    _rounds(world)
    _strategies(world)
    _tables(world)
    return world.made


def _commitment(world: Commitments, *parties: State | Organisation, **facts: Any) -> Commitment:
    """With its events."""
    commitment: Commitment = make.make_commitment(parties=parties, **facts)
    world.keep(commitment, *commitment.events.all())
    return commitment


def _drafts(world: Commitments) -> None:
    """Of Uruguay, of Paraguay, of an observer, and of the secretariat for Uruguay."""
    target = world.keep(make.make_target())
    for body in (world.uy, world.py, world.own):
        draft = _commitment(world, body, stands=False)
        draft.targets.add(target)
    world.keep(make.make_milestone(commitment=draft))
    draft = _commitment(world, world.uy, stands=False)
    Commitment.objects.filter(pk=draft.pk).update(state=None)


def _acts(world: Commitments) -> None:
    """Of two states and of two others: made and amended by the word of one alone. Standing ones of each audience."""
    for one, other in ((world.uy, world.py), (world.ar, world.br)):
        awaiting = _commitment(world, one, other, confirmed=[one], approach="binational")
        world.keep(make.make_milestone(commitment=awaiting))
        amended = _commitment(world, one, other, approach="binational")
        waits = {"kind": "amended", "confirmed": [other], "state": other}
        world.keep(make.make_commitment_event(commitment=amended, **waits))
    world.keep(
        make.make_commitment_event(commitment=awaiting, confirmed=[], state=world.br, taken_back_at=timezone.now())
    )
    for audience in AUDIENCES:
        body = world.ar if audience == Audience.SECRETARIAT else world.py
        world.standing[audience] = _commitment(world, body, audience=audience)
    public = world.standing[Audience.PUBLIC]
    world.keep(make.make_milestone(commitment=public))
    _lead_from_what_few_see(public)
    closed = _commitment(world, world.py)
    superseded = {"kind": "closed", "outcome": "superseded", "successor": world.standing[Audience.MEMBERS]}
    world.keep(make.make_commitment_event(commitment=closed, **superseded, state=world.py))
    withdrawn = _commitment(world, world.py, world.ar)
    world.keep(
        make.make_commitment_event(
            commitment=withdrawn, kind="closed", outcome="withdrawn", confirmed=[world.ar], state=world.ar
        )
    )


def _lead_from_what_few_see(commitment: Commitment) -> None:
    """Everybody sees it, but not the decision, the priority and the meeting that it comes from."""
    few = {"audience": Audience.SECRETARIAT}
    origins = {
        "decision": Decision.objects.filter(**few).first(),
        "priority": Priority.objects.exclude(session__audience=Audience.PUBLIC).first(),
    }
    Commitment.objects.filter(pk=commitment.pk).update(**origins)
    commitment.events.update(meeting=Meeting.objects.filter(**few).first())


def _cleared(world: Commitments) -> None:
    """Of each audience, of what is public; and what claims to be public of what is not."""
    for audience in AUDIENCES:
        progress = world.keep(make.make_progress(commitment=world.standing[Audience.PUBLIC], audience=audience))
        if audience == Audience.PUBLIC:
            _evidence_of_each_kind(world, progress)
            world.keep(make.make_progress_comment(progress=progress))
    narrow = world.keep(make.make_progress(commitment=world.standing[Audience.MEMBERS]))
    _with_file(world, narrow)
    taken_back = {"taken_back_at": timezone.now(), "sent_back_why": "Faltaba una cifra."}
    world.keep(make.make_progress(commitment=world.standing[Audience.PUBLIC], **taken_back))


def _evidence_of_each_kind(world: Commitments, progress: Progress) -> None:
    world.keep(make.make_evidence(progress=progress))
    world.keep(make.make_evidence(progress=progress, link="", citation="Un informe", audience=Audience.NETWORK))
    world.keep(make.make_evidence(progress=progress, audience=Audience.SECRETARIAT))
    _with_file(world, progress, audience=Audience.MEMBERS)


def _with_file(world: Commitments, progress: Progress, **facts: Any) -> None:
    file = make_file(world.keep(make.make_evidence(progress=progress, link="", **facts)))
    world.keep(file, *file.versions.all())


def _uncleared(world: Commitments) -> None:
    """Of Uruguay and Paraguay, drafted, submitted and sent back, of what is public; with a file and a question."""
    own = _commitment(world, world.uy, world.own)
    for commitment, body in ((world.standing[Audience.PUBLIC], world.py), (own, world.uy)):
        for facts in ({}, {"submitted": True}, {"sent_back_why": "Diga de qué provincias."}):
            progress = world.keep(make.make_progress(commitment=commitment, cleared=False, state=body, **facts))
            if "submitted" in facts:
                _with_file(world, progress)
                world.keep(make.make_progress_comment(progress=progress))
    world.keep(make.make_progress(commitment=own, cleared=False, organisation=world.own))


def _rounds(world: Commitments) -> None:
    """Drafted, open, and closed with a report for everybody and for few; what was said of them."""
    world.keep(make.make_review_round(opened=False))
    Progress.objects.filter(cleared_at=None).update(round=world.keep(make.make_review_round()))
    for audience in (Audience.SECRETARIAT, Audience.PUBLIC):
        closed = world.keep(make.make_review_round(audience=audience, closes_on=today() - SOME_DAYS))
        Progress.objects.exclude(cleared_at=None).update(round=closed)
        keep_report(closed, timezone.now() - SOME_DAYS)
    world.keep(make.make_commitment_reminder())


def _strategies(world: Commitments) -> None:
    """Drafted by Uruguay and Paraguay, by two others, signed by one of these; published by two others, with actions
    that not everybody sees."""
    _strategy(world, world.uy, world.py, drafted=True)
    _strategy(world, world.ar, world.own, drafted=True)
    _strategy(world, world.ar, world.br, signed=[world.ar])
    published = _strategy(world, world.py, world.br, signed=[world.py, world.br])
    _commitment(world, world.br, stands=False, strategy=published)
    Commitment.objects.filter(pk=world.standing[Audience.MEMBERS].pk).update(strategy=published)


def _strategy(
    world: Commitments, *parties: State | Organisation, drafted: bool = False, signed: list[State] | None = None
) -> Any:
    facts: dict[str, Any] = {} if drafted else {"opened_for_signature_at": timezone.now()}
    if signed and len(signed) == len(parties):
        facts["published_at"] = timezone.now()
    strategy = make.make_strategy(parties=parties, **facts)
    world.keep(strategy, *strategy.parties.all())
    for body in signed or []:
        strategy.parties.filter(state=body).update(signed_at=timezone.now(), may_publish=True)
    section = world.keep(make.make_strategy_section(strategy=strategy))
    version = world.keep(make.make_section_version(section=section))
    if drafted:
        world.keep(make.make_section_version(section=section, base=version, proposed=True))
        world.keep(make.make_section_comment(section=section))
    return strategy


def _tables(world: Commitments) -> None:
    """A secretary's, and one of somebody who is none."""
    world.keep(make.make_column_map())
    world.keep(make.make_pending_commitments(user=world.cast.secretary))
    world.keep(make.make_pending_commitments(user=world.cast.stranger))


def mark_table(pending: PendingCommitments, canary: Callable[[], str]) -> dict[str, str]:
    word = canary()
    pending.content.delete(save=False)
    pending.content.save("table", ContentFile(f"Compromiso,Estado\n{word},Uruguay\n".encode()))
    return {"content": word}


def mark_report(review_round: ReviewRound, canary: Callable[[], str]) -> dict[str, str]:
    """What was asked then was called otherwise than today."""
    canaries = {f"commitment {one['id']}": canary() for one in review_round.facts.get("commitments", ())}
    for one in review_round.facts.get("commitments", ()):
        one["title"] = {"es": canaries[f"commitment {one['id']}"]}
    review_round.save()
    return canaries


def mark_content(strategy: Strategy, canary: Callable[[], str]) -> dict[str, str]:
    """What is signed has other words than the drafts, as `commitments.strategies.signed_content` writes it."""
    if strategy.opened_for_signature_at is None:
        return {}
    canaries = {name: canary() for name in ("title", "summary", "section", "text")}
    said = {name: {"es": word} for name, word in canaries.items()}
    section = strategy.sections.get()
    texts = {"es": {"version": section.versions.get().pk, "text": canaries["text"]}}
    sections = [{"section": section.pk, "title": said["section"], "texts": texts}]
    strategy.content = {"title": said["title"], "summary": said["summary"], "sections": sections}
    strategy.save()
    return {f"signed {name}": word for name, word in canaries.items()}


def sees_of_round(user: Any, review_round: ReviewRound, name: str) -> bool:
    """Of its report what the report is for, and of that no commitment that they do not see."""
    kind, _space, number = name.partition(" ")
    if kind == "commitment" and not roles_of(user).is_secretary:
        read = ReviewRound.objects.filter(of_audience(roles_of(user)), pk=review_round.pk).exists()
        if not read or int(number) not in seen_of(user, Commitment):
            return False
    return review_round.pk in seen_of(user, ReviewRound)


def sees_of_progress(user: Any, progress: Progress, name: str) -> bool:
    """What was not cleared is the state's own, and so is why it was sent back."""
    if progress.body in bodies_of(user):
        return True
    cleared = progress.cleared_at is not None and progress.taken_back_at is None
    return cleared and name != "sent_back_why" and progress.pk in seen_of(user, Progress)


def sees_of_evidence(user: Any, evidence: Evidence, name: str) -> bool:
    return sees_of_progress(user, evidence.progress, "evidence") and evidence.pk in seen_of(user, Evidence)


def sees_of_comment(user: Any, comment: ProgressComment, name: str) -> bool:
    own = sees_of_progress(user, comment.progress, "comment")
    return own and comment.pk in seen_of(user, ProgressComment)


SEEN: dict[type[models.Model], Callable[[Any, Any, str], bool]] = {
    Progress: sees_of_progress,
    Evidence: sees_of_evidence,
    ProgressComment: sees_of_comment,
    ReviewRound: sees_of_round,
    CommitmentReminder: lambda user, reminder, name: False,
}
"""Whether somebody may read a field of a record; of the rest of them all fields are seen with the record."""

MARKED: dict[type[models.Model], Callable[[Any, Callable[[], str]], dict[str, str]]] = {
    PendingCommitments: mark_table,
    ReviewRound: mark_report,
    Strategy: mark_content,
}
"""Words within what a record holds beside its texts."""
