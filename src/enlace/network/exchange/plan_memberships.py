"""Which membership a row means, and what it changes of it."""

from typing import Any

from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.network.exchange.directory_snapshot import Snapshot, grouped
from enlace.network.exchange.plan import Difference, Draft, Ref, Step, Touch, Turn, earlier_end
from enlace.network.exchange.plan_mandates import Change, in_words
from enlace.network.exchange.plan_organisations import Organisations, Wanted
from enlace.network.exchange.plan_overlaps import Span
from enlace.network.exchange.table_cells import NO, YES
from enlace.network.exchange.table_columns import MEMBERSHIPS
from enlace.network.exchange.table_lines import MembershipLine, Place
from enlace.network.exchange.tables import printable
from enlace.network.models import Membership
from enlace.network.models.members import OBSERVER_SECTORS
from enlace.network.states import state_name


class Memberships:
    """`states` are those of the directory and, after planning, those to come: code → reference."""

    def __init__(self, snapshot: Snapshot, draft: Draft, organisations: Organisations) -> None:
        self.draft, self.organisations = draft, organisations
        self.states: dict[str, Ref] = {state.code: f"state:{state.pk}" for state in snapshot.states}
        self.recorded = grouped(((_member_of(one), one.since), one) for one in snapshot.memberships)
        self.beginning = grouped((one.since, _member_of(one)) for one in snapshot.memberships)
        self.rows: dict[tuple[Ref, object], Place] = {}
        self.spans: dict[int, Span] = {one.pk: _span_of(one) for one in snapshot.memberships}
        self.new_spans: list[Span] = []

    def plan(self, line: MembershipLine) -> None:
        member = self._state(line) if line.state else self._organisation(line)
        if member is None:
            return
        first = self.rows.setdefault((member, line.since), line.place)
        if first is not line.place:
            wrong = _("Row %(row)d is about the same membership already.") % {"row": first.row}
            self.draft.wrong(line.place, "", wrong, _("Keep one of the two rows."))
            return
        recorded = self.recorded.get((member, line.since))
        self._change(line, recorded[0]) if recorded else self._add(line, member)

    def _state(self, line: MembershipLine) -> Ref:
        if line.state not in self.states:
            ref = self.states[line.state] = f"state:+{line.state}"
            self.draft.steps.append(Step(Turn.STATE, line.place, ref, {"code": line.state}))
            self.draft.touch(line.place, Touch("state", True, state_name(line.state, current_language())))
        return self.states[line.state]

    def _organisation(self, line: MembershipLine) -> Ref | None:
        met = {member for member, since in self.rows if since == line.since}
        likely = tuple(member for member in self.beginning.get(line.since, []) if member not in met)
        sectors = [str(sector) for sector in OBSERVER_SECTORS]
        place, names = line.place, line.organisation
        wanted = Wanted(place, "member", names, sectors, line.sector, likely=likely[:], illustrative=line.illustrative)
        return self.organisations.find(wanted)

    def _add(self, line: MembershipLine, member: Ref) -> None:
        state, organisation = (member, None) if line.state else (None, member)
        values: dict[str, Any] = {
            "state": state,
            "organisation": organisation,
            "since": line.since,
            "until": line.until,
        }
        values |= {"launched": bool(line.launched), "source": line.source, "illustrative": line.illustrative}
        self.draft.steps.append(Step(Turn.REST, line.place, f"membership:+{line.place.sheet}!{line.place.row}", values))
        shown = [Difference(_label("since"), "", in_words(line.since))]
        shown += [Difference(_label("until"), "", in_words(line.until))] if line.until else []
        shown += [Difference(_label("launched"), "", str(YES))] if line.launched else []
        shown += [Difference(_label("source"), "", line.source)] if line.source else []
        self.draft.touch(line.place, Touch("membership", True, name_of(line), tuple(shown)), is_the_row=True)
        self.new_spans.append(Span("", None, state, organisation, line.since, line.until, line.place, True))

    def _change(self, line: MembershipLine, membership: Membership) -> None:
        change = Change({}, {}, [])
        if line.says_until and line.until != membership.until:
            shown = in_words(membership.until), in_words(line.until)
            change.note("until", membership.until, line.until, _label("until"), *shown)
        if line.launched is not None and line.launched != membership.launched:
            answers = str(YES if membership.launched else NO), str(YES if line.launched else NO)
            change.note("launched", membership.launched, line.launched, _label("launched"), *answers)
        old = printable(membership.source)
        if line.source and line.source != old:
            change.note("source", old, line.source, _label("source"), old, line.source)
        if not change.values:
            return
        until = change.values.get("until", membership.until)
        turn = Turn.ENDING if "until" in change.values and earlier_end(membership.until, until) else Turn.REST
        ref = f"membership:{membership.pk}"
        self.draft.steps.append(Step(turn, line.place, ref, change.values, change.before))
        self.draft.touch(line.place, Touch("membership", False, name_of(line), tuple(change.differences)))
        body = self.spans[membership.pk]
        self.spans[membership.pk] = Span("", None, body.state, body.organisation, body.since, until, line.place, True)


def name_of(line: MembershipLine) -> str:
    return state_name(line.state, current_language()) if line.state else str(line.organisation)


def _member_of(membership: Membership) -> Ref:
    if membership.state_id:
        return f"state:{membership.state_id}"
    return f"organisation:{membership.organisation_id}"


def _span_of(membership: Membership) -> Span:
    state = f"state:{membership.state_id}" if membership.state_id else None
    organisation = f"organisation:{membership.organisation_id}" if membership.organisation_id else None
    return Span("", None, state, organisation, membership.since, membership.until, None, False)


def _label(key: str) -> str:
    return str(MEMBERSHIPS.column(key).label)
