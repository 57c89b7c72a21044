"""Editions are prepared, opened for the mechanisms chosen, and closed with what is known then."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.mechanisms.editions.actions import add_edition, change_edition, close_edition, open_edition, remove_edition
from enlace.mechanisms.editions.due import due_editions
from enlace.mechanisms.editions.freezing import THEN
from enlace.mechanisms.editions.panels import editions_of
from enlace.mechanisms.models import Edition, Entry
from enlace.mechanisms.register.facts import FACTS
from enlace.mechanisms.testing import (
    make_answer,
    make_edition,
    make_entry,
    make_mechanism,
    make_open_edition,
    make_questionnaire,
)
from enlace.network.models import Membership
from enlace.network.roles import roles_of
from enlace.network.testing import fresh, make_focal_point, make_secretary, make_state

pytestmark = pytest.mark.django_db
FIELDS = {"title": {"es": "Edición de 2026"}, "due_on": today() + timedelta(days=30)}
ACCEPTED = {name: now() for name in ("submitted_at", "cleared_at", "accepted_at")}


def test_an_edition_is_prepared_changed_opened_and_closed_for_good():
    secretary, mechanism = make_secretary(), make_mechanism()
    added = add_edition(by=secretary, title={"es": "Edición"})
    assert not Edition.objects.visible_to(make_focal_point()).exists()
    change_edition(added, by=secretary, **FIELDS)
    opened = open_edition(added, [mechanism], by=secretary)
    assert [one.mechanism for one in opened.questionnaires.all()] == [mechanism]
    change_edition(opened, by=secretary, due_on=today() + timedelta(days=60))
    closed = close_edition(opened, by=secretary)
    for action in (close_edition, remove_edition):
        with pytest.raises(PermissionDenied):
            action(closed, by=secretary)
    with pytest.raises(PermissionDenied):
        open_edition(closed, [mechanism], by=secretary)
    with pytest.raises(PermissionDenied):
        change_edition(closed, by=secretary, title={"es": "Otra"})
    line = AuditEntry.objects.get(action="close_edition")
    assert line.after == {"entries": 1, "accepted": 0, "unaccepted": 1}


@pytest.mark.parametrize(
    ("field", "fields"),
    [("title", {"title": {}}), ("due_on", {"due_on": today()}), ("title", {"title": {"es": "a" * 201}})],
)
def test_what_is_wrong_is_said_at_its_field(field, fields):
    with pytest.raises(ValidationError) as refused:
        add_edition(by=None, **FIELDS | fields)
    assert list(refused.value.message_dict) == [field]


def test_it_opens_alone_with_a_day_ahead_and_for_mechanisms_of_members():
    mechanism, outside = make_mechanism(), make_mechanism(country="FR")
    without_day = add_edition(by=None, title=FIELDS["title"])
    with pytest.raises(ValidationError):
        open_edition(without_day, [mechanism], by=None)
    edition = add_edition(by=None, **FIELDS)
    for wrong in ([], [outside], [mechanism, make_mechanism(withdrawn_at=now())]):
        with pytest.raises(ValidationError) as refused:
            open_edition(edition, wrong, by=None)
        assert list(refused.value.message_dict) == ["mechanisms"]
    assert not Edition.objects.open().exists()
    open_edition(edition, [mechanism, make_mechanism(published=False)], by=None)
    with pytest.raises(ValidationError, match="Edición de 2026"):
        open_edition(add_edition(by=None, **FIELDS), [mechanism], by=None)


def test_an_edition_keeps_what_is_published_or_accepted_and_what_did_not_answer_with_its_old_days():
    edition = make_open_edition()
    last_year = {"name": "2025-05-04"}
    answered, silent = make_mechanism(), make_mechanism(state=make_state("PY"), verified=last_year)
    outside = make_mechanism(country="FR", contact={"es": "Oficina"}, contact_email="oficina@example.org")
    draft, other_draft = make_mechanism(published=False), make_mechanism(published=False)
    withdrawn = make_mechanism(withdrawn_at=now())
    for one, moments in ((answered, ACCEPTED), (silent, {}), (draft, ACCEPTED), (other_draft, {})):
        make_questionnaire(edition=edition, mechanism=one, **moments)
    make_answer(questionnaire=silent.questionnaires.get(), field="host")
    close_edition(edition, by=None)
    found = {one.mechanism: one for one in Entry.objects.select_related("mechanism")}
    assert set(found) == {answered, silent, outside, draft}
    assert withdrawn not in found
    assert {one: (entry.answered, entry.public) for one, entry in found.items()} == {
        answered: (True, True),
        silent: (False, True),
        outside: (False, True),
        draft: (True, False),
    }
    assert (found[silent].verified, "host" in found[silent].facts) == (last_year, False)
    assert "contact" not in found[outside].facts
    assert found[outside].facts[THEN]["names"]["pt"] == "França"
    assert (found[outside].facts[THEN]["member"], found[answered].facts[THEN]["member"]) == (False, True)


def test_the_secretariat_is_told_to_close_when_all_is_answered_or_the_day_has_passed():
    secretary, edition = make_secretary(), make_open_edition(due_on=today() + timedelta(days=5))
    one = make_questionnaire(edition=edition)
    assert list(due_editions(secretary, today())) == []
    (late,) = due_editions(secretary, today() + timedelta(days=6))
    type(one).objects.update(**ACCEPTED)
    (complete,) = due_editions(fresh(secretary), today())
    assert late.address == complete.address == reverse("mechanisms:close_edition", args=[edition.pk])
    assert late.explained != complete.explained
    assert list(due_editions(make_focal_point(), today())) == []


def test_the_secretariat_opens_and_closes_by_pages_that_say_what_will_happen(client):
    client.force_login(make_secretary())
    published, draft = make_mechanism(), make_mechanism(published=False, name={"es": "Mesa en borrador"})
    wrong = client.post(reverse("mechanisms:add_edition"), {"title_es": "Edición", "due_on": "el 3 de mayo"})
    assert (wrong.status_code, Edition.objects.count()) == (200, 0)
    assert "el 3 de mayo" in wrong.text
    client.post(reverse("mechanisms:add_edition"), {"title_es": "Edición"})
    edition = Edition.objects.get()
    opening = reverse("mechanisms:open_edition", args=[edition.pk])
    assert client.get(opening).context["obstacles"]
    client.post(
        reverse("mechanisms:change_edition", args=[edition.pk]),
        {"title_es": "Edición", "due_on": FIELDS["due_on"].isoformat()},
    )
    shown = client.get(opening).context["form"]
    assert [(one.mechanism, ticked, one.has_answerer) for one, ticked in shown.published] == [(published, True, False)]
    assert [(one.mechanism, ticked) for one, ticked in shown.drafts] == [(draft, False)]
    assert "mechanisms" in client.post(opening, {}).context["form"].errors
    assert client.post(opening, {"mechanisms": [published.pk, draft.pk]}).url == edition.get_absolute_url()
    closing = reverse("mechanisms:close_edition", args=[edition.pk])
    page = client.get(closing)
    assert (page.context["outcome"].asked, page.context["outcome"].entries) == (2, 1)
    assert "Mesa en borrador" in page.text
    assert "sure" in client.post(closing).context["form"].errors
    assert client.post(closing, {"sure": "on"}).url == edition.get_absolute_url()
    spare = make_edition(opened_at=None, closed_at=None)
    assert client.get(reverse("mechanisms:remove_edition", args=[spare.pk])).status_code == 200
    assert client.post(reverse("mechanisms:remove_edition", args=[spare.pk])).status_code == 302
    assert client.post(closing, {"sure": "on"}).status_code == 403


def test_a_mechanism_tells_its_editions_and_what_changed_in_each(django_assert_num_queries):
    mechanism = make_mechanism()
    for number, host in enumerate(("A", "A", "B")):
        edition = make_edition(closed_at=now() + timedelta(days=number))
        facts = {"name": {"name": {"es": "Mesa"}}, "host": {"host": {"es": host}}}
        make_entry(mechanism=mechanism, edition=edition, facts=facts, public=number != 1)
    secretary = make_secretary()
    roles_of(secretary)
    with django_assert_num_queries(2):
        lines = editions_of(mechanism, secretary)
    assert [(one.is_new, [str(label) for label in one.changed]) for one in lines] == [
        (False, [str(FACTS["host"].label)]),
        (False, []),
        (True, []),
    ]
    seen = editions_of(mechanism, fresh(make_focal_point("other@example.org", "PY")))
    assert [one.is_new for one in seen] == [True, True]


def test_a_state_that_left_the_network_is_not_asked_and_its_mechanism_stays():
    mechanism = make_mechanism()
    Membership.objects.update(until=today() - timedelta(days=1))
    edition = add_edition(by=None, **FIELDS)
    with pytest.raises(ValidationError):
        open_edition(edition, [mechanism], by=None)
    close_edition(make_open_edition(), by=None)
    assert Entry.objects.get().facts[THEN]["member"] is False
