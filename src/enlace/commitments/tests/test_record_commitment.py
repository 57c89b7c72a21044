"""What was promised on paper is recorded, and taken off the record where that was a mistake."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.commitments.making.actions import remove_commitment
from enlace.commitments.making.milestone_actions import add_milestone, change_milestone, remove_milestone
from enlace.commitments.making.paper_actions import record_act, record_commitment, remove_recorded_act
from enlace.commitments.models import Commitment, Milestone
from enlace.commitments.testing import make_commitment, make_milestone, make_progress
from enlace.core.clock import today
from enlace.network.testing import make_focal_point, make_membership, make_organisation, make_secretary, make_state

pytestmark = pytest.mark.django_db
ACT = {"es": "Acta de la reunión de Quito, punto 4"}
QUITO = date(2016, 11, 29)


def recorded(**overrides):
    fields = {"by": None, "source": ACT, "title": {"es": "Formar a jueces"}, "approach": "national"}
    parties = overrides.pop("parties", [("state", make_state().pk)])
    return record_commitment(**fields | {"parties": parties, "happened_on": QUITO} | overrides)


def test_it_stands_at_once_by_the_words_that_the_document_bears():
    gone = make_state("CL", member=False)
    make_membership(state=gone, until=today() - timedelta(days=9))
    found = recorded(parties=[("state", gone.pk), ("state", make_state().pk)], approach="binational")
    event = found.events.get()
    assert (event.body, event.source, event.happened_on, found.drafted_on) == (None, ACT, QUITO, QUITO)
    assert {word.on_paper for word in event.confirmations.all()} == {True}
    assert Commitment.objects.standing().get() == found


def test_it_is_refused_at_the_field_that_is_wrong():
    ministry = make_organisation(sector="institution", state=make_state())
    wrong = {
        "source": {"source": {}},
        "parties": {"parties": [("organisation", ministry.pk)]},
        "title": {"title": {}},
        "approach": {"approach": ""},
        "happened_on": {"happened_on": today() + timedelta(days=1)},
    }
    for field, fields in wrong.items():
        with pytest.raises(ValidationError) as found:
            recorded(**fields)
        assert list(found.value.message_dict) == [field]
    with pytest.raises(PermissionDenied):
        recorded(by=make_focal_point())
    assert not Commitment.objects.exists()


def test_what_became_of_it_is_recorded_and_removed_again():
    secretary, found = make_secretary(), recorded()
    amended = record_act(found, by=secretary, kind="amended", source=ACT, title={"es": "Formar a fiscales"})
    found.refresh_from_db()
    assert found.title == {"es": "Formar a fiscales"}
    remove_recorded_act(amended, by=secretary)
    found.refresh_from_db()
    assert found.title == {"es": "Formar a jueces"}
    assert AuditEntry.objects.get(action="remove_recorded_act").before["title"] == {"es": "Formar a fiscales"}
    record_act(found, by=None, kind="closed", outcome="achieved", source=ACT, happened_on=date(2019, 1, 1))
    assert Commitment.objects.closed().get() == found


def test_an_act_that_cannot_be_is_refused_at_its_field():
    found = recorded()
    wrong = {
        "kind": [{"kind": "made"}, {"kind": "renewed", "title": {"es": "Otra"}}],
        "outcome": [{"kind": "closed"}, {"kind": "renewed", "outcome": "achieved"}],
        "title": [{"kind": "amended"}, {"kind": "amended", "title": {}}],
        "body": [{"kind": "closed", "outcome": "withdrawn", "body": ("state", make_state("PY").pk)}],
        "successor": [{"kind": "closed", "outcome": "superseded"}],
        "source": [{"kind": "renewed", "source": {}}],
        "happened_on": [{"kind": "renewed", "happened_on": QUITO - timedelta(days=1)}],
    }
    for field, cases in wrong.items():
        for fields in cases:
            with pytest.raises(ValidationError) as refused:
                record_act(found, **{"by": None, "source": ACT} | fields)
            assert list(refused.value.message_dict) == [field]


def test_it_is_removed_only_while_nothing_was_done_or_reported_since():
    found, secretary = recorded(), make_secretary()
    report = make_progress(commitment=found)
    with pytest.raises(PermissionDenied):
        remove_commitment(found, by=secretary)
    report.delete()
    with pytest.raises(PermissionDenied):
        remove_commitment(found, by=make_focal_point())
    remove_commitment(found, by=secretary)
    assert not Commitment.objects.exists()


def test_milestones_are_added_changed_reached_and_removed():
    user, found = make_focal_point(), make_commitment()
    first = add_milestone(found, by=user, title={"es": "Primer curso"}, target="40.5", due_on=today())
    second = add_milestone(found, by=user, title={"es": "Segundo curso"})
    assert [one.pk for one in found.milestones.all()] == [first.pk, second.pk]
    change_milestone(first, by=user, reached_on=today())
    with pytest.raises(PermissionDenied):
        remove_milestone(first, by=user)
    with pytest.raises(PermissionDenied):
        change_milestone(first, by=make_focal_point("py@example.org", "PY"), title={"es": "Otro"})
    remove_milestone(second, by=user)
    assert Milestone.objects.get().reached_on == today()
    for field, value in (("title", {}), ("reached_on", today() + timedelta(days=1))):
        with pytest.raises(ValidationError) as refused:
            change_milestone(first, by=user, **{field: value})
        assert list(refused.value.message_dict) == [field]
    assert [line.action for line in AuditEntry.objects.filter(action__endswith="milestone").order_by("pk")] == [
        *["add_milestone", "add_milestone", "change_milestone", "remove_milestone"]
    ]


def test_a_milestone_that_a_report_names_stays():
    milestone = make_milestone()
    make_progress(commitment=milestone.commitment, milestone=milestone)
    with pytest.raises(PermissionDenied):
        remove_milestone(milestone, by=make_focal_point())
