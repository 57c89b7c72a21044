"""The state machine of a commitment beside a naive model, and the database beside the state machine."""

from itertools import permutations
from typing import ClassVar

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from enlace.accounts.models import User
from enlace.commitments.lineage.acts import (
    Act,
    Kind,
    Outcome,
    Standing,
    in_force,
    is_in_force,
    may_close_as,
    may_follow,
    missing_words,
    outcome_of,
    pending,
    standing_of,
)
from enlace.commitments.lineage.life import life_of
from enlace.commitments.making.act_actions import (
    amend_commitment,
    close_commitment,
    confirm_act,
    put_forward_commitment,
    renew_commitment,
    take_back_act,
)
from enlace.commitments.making.actions import add_commitment
from enlace.commitments.making.paper_actions import record_act, remove_recorded_act
from enlace.commitments.models import Commitment, CommitmentEvent, Confirmation
from enlace.commitments.testing import make_commitment
from enlace.network.testing import fresh, make_focal_point, make_observer, make_secretary

A, B, C = ("state", 1), ("state", 2), ("organisation", 1)
ENDS = [(Kind.MADE, None), (Kind.RENEWED, None), (Kind.AMENDED, None), *((Kind.CLOSED, one) for one in Outcome)]


class Naive(RuleBasedStateMachine):
    """Every word is a line in a story; where the commitment stands is told by reading the story from its beginning."""

    @initialize(parties=st.sets(st.sampled_from([A, B, C]), min_size=1))
    def begin(self, parties):
        self.parties = frozenset(parties)
        self.acts, self.story = [], []
        self.status, self.ended, self.asked = "draft", None, None

    @rule(end=st.sampled_from(ENDS), body=st.sampled_from([A, B, C, None]))
    def put_forward(self, end, body):
        kind, outcome = end
        may = kind in may_follow(self.acts, self.parties)
        may = may and (outcome is None or outcome in may_close_as(self.acts, self.parties))
        expected = self._expected(kind, outcome)
        assert may is expected
        overtaking = self.asked is not None
        if not may or (body is not None and body not in self.parties) or (overtaking and body is None):
            return
        self.acts.append(Act(kind, frozenset() if body is None else frozenset({body}), outcome))
        before = self.asked
        self.asked = [kind, outcome, {body} - {None}, len(self.acts) - 1]
        self._tell()
        if overtaking:
            self._strike(before[3])

    @rule(data=st.data())
    def go_on(self, data):
        """What the story allows, so that long lives are met too: made, closed, renewed, closed again."""
        allowed = [end for end in ENDS if self._expected(*end)]
        if allowed:
            self.put_forward(data.draw(st.sampled_from(allowed)), data.draw(st.sampled_from(sorted(self.parties))))

    @precondition(lambda self: self.asked is not None)
    @rule()
    def confirm_the_rest(self):
        for body in sorted(self.parties):
            if self.asked is not None:
                self.confirm(body)

    def _expected(self, kind, outcome):
        if self.asked is not None:
            return self.status == "stands" and outcome is Outcome.WITHDRAWN
        if self.status == "draft":
            return kind is Kind.MADE
        if self.status == "stands":
            return kind is not Kind.MADE
        return kind is Kind.RENEWED and self.ended is not Outcome.SUPERSEDED

    def _tell(self):
        kind, outcome, words, _place = self.asked
        if not words or not (outcome is Outcome.WITHDRAWN or words == self.parties):
            return
        self.story.append(kind)
        self.status = "closed" if kind is Kind.CLOSED else "stands"
        self.ended, self.asked = outcome, None

    def _strike(self, place):
        old = self.acts[place]
        self.acts[place] = Act(old.kind, old.confirmed, old.outcome, taken_back=True)

    @precondition(lambda self: self.asked is not None)
    @rule(body=st.sampled_from([A, B, C]))
    def confirm(self, body):
        if body not in self.parties:
            return
        place = self.asked[3]
        old = self.acts[place]
        assert missing_words(old, self.parties) == self.parties - self.asked[2]
        self.acts[place] = Act(old.kind, old.confirmed | {body}, old.outcome)
        self.asked[2].add(body)
        self._tell()

    @precondition(lambda self: self.asked is not None)
    @rule()
    def take_back(self):
        self._strike(self.asked[3])
        self.asked = None

    @invariant()
    def it_stands_as_the_story_says(self):
        if not hasattr(self, "parties"):
            return
        told = {"draft": Standing.AWAITING if self.asked else Standing.DRAFT}
        expected = told.get(self.status) or Standing(self.status)
        assert standing_of(self.acts, self.parties) is expected
        assert outcome_of(self.acts, self.parties) is self.ended
        assert [act.kind for act in in_force(self.acts, self.parties)] == self.story
        assert sum(bool(missing_words(act, self.parties)) for act in self.acts) == (self.asked is not None)
        assert pending(self.acts, self.parties) == (self.acts[self.asked[3]] if self.asked else None)

    @invariant()
    def nothing_is_in_force_without_the_words_it_needs(self):
        for act in getattr(self, "acts", []):
            if is_in_force(act, self.parties):
                assert not act.taken_back
                assert act.confirmed
                assert act.outcome is Outcome.WITHDRAWN or self.parties <= act.confirmed


def test_the_state_machine_says_what_a_reader_of_the_story_says():
    run_state_machine_as_test(Naive, settings=settings(max_examples=80, stateful_step_count=25, deadline=None))


def test_a_word_of_somebody_who_is_no_party_counts_for_nothing():
    assert not is_in_force(Act(Kind.MADE, frozenset({C})), frozenset({A}))
    assert not is_in_force(Act(Kind.CLOSED, frozenset({C}), Outcome.WITHDRAWN), frozenset({A}))
    assert not is_in_force(Act(Kind.MADE, frozenset({A})), frozenset())


NAMES = ("uy", "py", "ob", "se")
PAIRS = [*[(name, name) for name in NAMES for _ in range(6)], *permutations(NAMES, 2)]
"""Who acts, and in whose name: mostly their own."""
ACTS = ("made", "renewed", "amended", "achieved", "superseded", "withdrawn")
MOVES = ("put_forward",) * 4 + ("confirm",) * 5 + ("take_back", "record", "remove_recorded")
ENDINGS = {one.value: one for one in Outcome}


class Actions(RuleBasedStateMachine):
    """Three bodies, their speakers and the secretariat do whatever they like; who may not is refused.

    Each history is rolled back.
    """

    users: ClassVar[dict[str, User]]

    @initialize(binational=st.booleans())
    def begin(self, binational):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.bodies = {name: self._body(name) for name in ("uy", "py", "ob")} | {"se": None}
        promising = [self.bodies["uy"], self.bodies["py"]] if binational else [self.bodies["uy"], self.bodies["ob"]]
        level = "binational" if binational else "regional"
        fields = {"title": {"es": "Una promesa"}, "approach": level, "parties": promising}
        self.commitment = add_commitment(by=self._user("uy"), body=self.bodies["uy"], **fields)
        self.words: dict[int, set] = {}
        self.count = 0

    def _user(self, name):
        return fresh(self.users[name])

    def _body(self, name):
        mandate = self.users[name].person.mandates.get()
        return ("state", mandate.state_id) if mandate.state_id else ("organisation", mandate.organisation_id)

    @rule(move=st.sampled_from(MOVES), pair=st.sampled_from(PAIRS), choice=st.integers(0, 9))
    def step(self, move, pair, choice):
        """One rule for all, since hypothesis leaves out some rules of most histories."""
        if move in ("put_forward", "record") or self.words:
            getattr(self, move)(pair, choice)

    def put_forward(self, pair, choice):
        """Mostly what may follow, so that histories become long, and sometimes what may not."""
        user, name = pair
        body, before = self.bodies[name], life_of(self.commitment)
        possible = [act for act in ACTS if ENDINGS.get(act, act) in before.may_follow | before.may_close_as]
        act = possible[choice % len(possible)] if possible and choice < 8 else ACTS[choice % len(ACTS)]
        given = {"by": self._user(user), "body": body}
        try:
            event = self._do(act, given)
        except (PermissionDenied, ValidationError):
            assert CommitmentEvent.objects.filter(commitment=self.commitment).count() == len(before.events)
            return
        assert user == name
        assert body is None or body in before.parties
        assert Kind(event.kind) in before.may_follow
        self.words[event.pk] = set() if body is None else {body}

    def _do(self, act, given):
        if act == "made":
            return put_forward_commitment(self.commitment, **given)
        if act == "renewed":
            return renew_commitment(self.commitment, **given)
        if act == "amended":
            self.count += 1
            return amend_commitment(self.commitment, title={"es": f"Otra promesa {self.count}"}, **given)
        successor = make_commitment() if act == "superseded" else None
        return close_commitment(self.commitment, outcome=act, successor=successor, **given)

    def confirm(self, pair, choice):
        user, name = pair
        if name == "se":
            return
        event = self._asked()
        try:
            confirm_act(event, by=self._user(user), body=self.bodies[name])
        except PermissionDenied:
            return
        assert user == name
        self.words[event.pk].add(self.bodies[name])

    def _asked(self):
        """What waits; where nothing does, the last act."""
        return life_of(self.commitment).waiting or CommitmentEvent.objects.get(pk=max(self.words))

    def take_back(self, pair, choice):
        user, _name = pair
        event = self._asked()
        try:
            take_back_act(event, by=self._user(user))
        except PermissionDenied:
            return
        assert event.in_force_at is None
        assert event.body == self.bodies[user]

    def record(self, pair, choice):
        user, kind = pair[0], ("renewed", "achieved", "withdrawn")[choice % 3]
        act = {"kind": kind} if kind == "renewed" else {"kind": "closed", "outcome": kind}
        try:
            event = record_act(self.commitment, by=self._user(user), source={"es": "Acta"}, **act)
        except (PermissionDenied, ValidationError):
            return
        assert user == "se"
        self.words[event.pk] = set(life_of(self.commitment).parties)

    def remove_recorded(self, pair, choice):
        user, _name = pair
        event = self.commitment.events.last()
        if event is None:
            return
        try:
            remove_recorded_act(event, by=self._user(user))
        except PermissionDenied:
            return
        assert user == "se"
        del self.words[event.pk]

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @invariant()
    def every_word_is_one_that_its_body_gave(self):
        if not hasattr(self, "words"):
            return
        found = {pk: set() for pk in self.words}
        for one in Confirmation.objects.filter(event__commitment=self.commitment):
            found[one.event_id].add(one.body)
        assert found == self.words

    @invariant()
    def the_database_stands_as_its_events_say(self):
        if not hasattr(self, "words"):
            return
        life, own = life_of(self.commitment), Commitment.objects.filter(pk=self.commitment.pk)
        for event, act in life.pairs:
            assert (event.in_force_at is not None) is is_in_force(act, life.parties)
        effective = in_force(life.acts, life.parties)
        found = own.with_standing().get()
        last = effective[-1] if effective else None
        assert found.last_kind == (last.kind if last else None)
        assert (found.last_outcome or None) == life.outcome
        assert own.standing().exists() is (life.standing is Standing.STANDS)
        assert own.closed().exists() is (life.standing is Standing.CLOSED)
        assert own.that_stood().exists() is (life.standing in (Standing.STANDS, Standing.CLOSED))
        assert CommitmentEvent.objects.filter(commitment=self.commitment).waiting().count() == bool(life.waiting)
        wording = [one for one in life.events if one.in_force_at and one.kind in (Kind.MADE, Kind.AMENDED)]
        if wording:
            assert found.title == wording[-1].title


@pytest.mark.django_db
def test_no_history_of_actions_leads_to_what_its_events_do_not_justify():
    users = {"uy": make_focal_point(), "py": make_focal_point("py@example.org", "PY")}
    Actions.users = users | {"ob": make_observer(), "se": make_secretary()}
    few = settings(max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Actions, settings=few)
