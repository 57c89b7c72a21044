"""What is shown of delegations: how all invited stand, what one delegation shows to a reader, and what comes next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.meetings.delegations.readers import who_answer
from enlace.meetings.delegations.rules import (
    can_change_delegate,
    can_register_delegate,
    can_send_registration,
    can_withdraw_delegate,
)
from enlace.meetings.delegations.stages import LATE, Stage, stage_of
from enlace.meetings.models import Delegate, Delegation, Meeting, Need
from enlace.meetings.models.delegations import Answer
from enlace.network.audiences import Audience
from enlace.network.models import Membership, Organisation, State
from enlace.network.roles import roles_of

STATES, OBSERVERS = "states", "observers"


@dataclass(frozen=True)
class Standing:
    """One line of the list: how far a delegation is; `untold`: silent, and nobody of it could be told."""

    delegation: Delegation
    stage: Stage
    named: int
    registered: int
    heads: tuple[Delegate, ...] = ()
    untold: bool = False

    @property
    def is_late(self) -> bool:
        return self.stage in LATE

    @property
    def kind(self) -> str:
        return STATES if self.delegation.state_id else OBSERVERS


@dataclass(frozen=True)
class Overview:
    """`counts` are of all, whatever the filter; people are those of approved delegations."""

    lines: list[Standing]
    counts: list[tuple[Stage, int]] = field(default_factory=list)
    named: int = 0
    registered: int = 0
    total: int = 0


def overview(meeting: Meeting, reader: Anyone, stage: str = "", kind: str = "") -> Overview:
    """How all stand that `reader` sees, states before observers, by name. Five queries, however many delegates."""
    every = standings(Delegation.objects.visible_to(reader).filter(meeting=meeting), reader)
    found = Counter(one.stage for one in every)
    coming = [one for one in every if one.delegation.approved_at]
    lines = [one for one in every if (not stage or one.stage == stage) and (not kind or one.kind == kind)]
    return Overview(
        lines,
        [(one, found[one]) for one in Stage if found[one]],
        sum(one.named for one in coming),
        sum(one.registered for one in coming),
        len(every),
    )


def standings(delegations: Any, reader: Anyone) -> list[Standing]:
    """`delegations` is a query set of them; heads are those whom `reader` may see."""
    named = Q(delegates__withdrawn_at=None)
    heads = Delegate.objects.visible_to(reader).named().filter(is_head=True).select_related("person")
    rows = list(
        delegations.select_related("meeting", "state", "organisation")
        .annotate(
            named=Count("delegates", filter=named),
            registered=Count("delegates", filter=named & Q(delegates__registered_at__isnull=False)),
        )
        .prefetch_related(Prefetch("delegates", heads, to_attr="heads"))
    )
    silent = [one for one in rows if not one.answer]
    told = who_answer(silent, today()) if silent else {}
    lines = [
        Standing(
            one,
            stage_of(one, one.named, one.registered),
            one.named,
            one.registered,
            tuple(one.heads),
            not one.answer and not told[one.pk],
        )
        for one in rows
    ]
    return sorted(lines, key=lambda line: (line.kind == OBSERVERS, plain(line.delegation.body)))


def coming_to(meeting: Meeting, reader: Anyone) -> list[Standing]:
    """For who does not organise: the delegations that come, and their own whether it comes or not."""
    roles = roles_of(reader)
    own = Q(state__in=roles.states) | Q(organisation__in=roles.organisations)
    seen = Delegation.objects.visible_to(reader).filter(meeting=meeting)
    return standings(seen.filter(own | Q(answer=Answer.COMING)), reader)


@dataclass(frozen=True)
class Invitable:
    states: list[State]
    organisations: list[Organisation]
    observers_see_it: bool


def invitable(meeting: Meeting) -> Invitable:
    """Members and observers of today who are not invited yet."""
    invited = meeting.delegations.all()
    states = State.objects.members().exclude(pk__in=invited.of_states().values("state"))
    observing = Membership.objects.on(today()).of_observers().values("organisation")
    organisations = Organisation.objects.filter(pk__in=observing)
    organisations = organisations.exclude(pk__in=invited.of_observers().values("organisation"))
    return Invitable(
        sorted(states, key=lambda one: plain(one.name)),
        sorted(organisations, key=lambda one: plain(str(one))),
        meeting.audience != Audience.MEMBERS,
    )


@dataclass(frozen=True)
class Member:
    """A delegate as a reader sees them: `name`, `email` and `need` only where they may know them."""

    delegate: Delegate
    name: str = ""
    email: str = ""
    need: Need | None = None
    may_change: bool = False
    may_withdraw: bool = False
    may_register: bool = False
    may_send_link: bool = False

    @property
    def may_act(self) -> bool:
        return self.may_change or self.may_withdraw or self.may_register or self.may_send_link


def members_of(delegation: Delegation, reader: Anyone) -> list[Member]:
    """Those named, the head first. Names are for their own body and the organisers; others see offices."""
    seen = Delegate.objects.visible_to(reader).named().filter(delegation=delegation)
    delegates = list(seen.select_related("person", "delegation__meeting"))
    for one in delegates:
        one.delegation = delegation
    inside = knows_names(delegation, reader)
    needs = {need.delegate_id: need for need in Need.objects.visible_to(reader).filter(delegate__in=delegates)}
    return [_member(one, reader, inside, needs.get(one.pk)) for one in delegates]


def knows_names(delegation: Delegation, reader: Anyone) -> bool:
    """Whether `reader` is of the delegation's own body, or organises the meeting."""
    roles = roles_of(reader)
    own = delegation.state_id in roles.states or delegation.organisation_id in roles.organisations
    return own or Meeting.objects.organised_by(reader).filter(pk=delegation.meeting_id).exists()


def _member(delegate: Delegate, reader: Anyone, inside: bool, need: Need | None) -> Member:
    themself = reader.is_authenticated and delegate.person.user_id == reader.pk
    shown = inside or themself
    return Member(
        delegate,
        name=str(delegate.person) if shown else "",
        email=delegate.person.email if shown else "",
        need=need,
        may_change=can_change_delegate(reader, delegate),
        may_withdraw=can_withdraw_delegate(reader, delegate),
        may_register=can_register_delegate(reader, delegate),
        may_send_link=can_send_registration(reader, delegate),
    )


@dataclass(frozen=True)
class Next:
    """What has to happen next with a delegation, and who does it."""

    what: str
    who: str = ""


def next_of(delegation: Delegation, delegates: Sequence[Delegate]) -> Next:
    """`delegates` are all who are named."""
    meeting = delegation.meeting
    if meeting.cancelled_at:
        return Next(_("The meeting is cancelled. Nothing has to be done."))
    if meeting.is_over:
        return Next(_("The meeting is over. Nothing has to be done any more."))
    if not delegation.answer:
        return Next(_("Say whether the delegation takes part."), _who_names(delegation))
    if delegation.answer == Answer.NOT_COMING:
        return Next(_("It was answered that nobody comes. The answer can be changed until the meeting ends."))
    if not delegates:
        return Next(_("Name who comes."), _who_names(delegation))
    if delegation.approved_at:
        return _next_registration(delegates)
    if not delegation.submitted_at:
        done = _("Submit the delegation once everybody is named.")
        return Next(done, _who_names(delegation))
    return Next(
        _("Approve the delegation, or send it back."),
        _("The focal point or the validator of %(state)s does it.") % {"state": delegation.body},
    )


def _who_names(delegation: Delegation) -> str:
    if delegation.state_id:
        return _("The focal point or the alternate of %(state)s does it.") % {"state": delegation.body}
    return _("Whoever observes for %(organisation)s does it.") % {"organisation": delegation.body}


def _next_registration(delegates: Iterable[Delegate]) -> Next:
    if all(one.registered_at for one in delegates):
        return Next(_("Everybody has registered. Nothing else has to be done before the meeting."))
    return Next(
        _("Registration is open."),
        _("Each delegate does it with the personal link that they got by mail, or you do it for them."),
    )
