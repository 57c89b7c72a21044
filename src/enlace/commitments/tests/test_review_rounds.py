"""Review rounds are added, changed, opened one at a time, and closed by the secretariat or by their days."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from enlace.accounts.models import AuditEntry
from enlace.commitments.models import CommitmentReminder, Progress, ReviewRound
from enlace.commitments.rounds.actions import add_round, change_round, close_round, open_round, remove_round
from enlace.commitments.rounds.due import due_rounds
from enlace.commitments.rounds.tick_actions import close_rounds, send_digests
from enlace.commitments.testing import (
    make_commitment,
    make_commitment_reminder,
    make_milestone,
    make_progress,
    make_review_round,
)
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.network.models import State
from enlace.network.testing import (
    fresh,
    make_cast,
    make_focal_point,
    make_observer,
    make_organisation,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIELDS = {"title": {"es": "Avances de 2026"}, "opens_on": today(), "closes_on": today() + 28 * DAY}


def on(day):
    """At noon of the network."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def test_a_round_is_drafted_changed_opened_and_closed_for_good():
    secretary = make_secretary()
    added = add_round(by=secretary, **FIELDS)
    assert not ReviewRound.objects.visible_to(make_focal_point()).exists()
    change_round(added, by=secretary, closes_on=today() + 20 * DAY, audience="public")
    opened = open_round(added, by=secretary)
    assert opened.is_open
    change_round(opened, by=secretary, closes_on=today() + 30 * DAY)
    closed = close_round(opened, by=secretary)
    assert (closed.closed_at is not None, closed.closes_on) == (True, today() + 30 * DAY)
    for action in (open_round, close_round, remove_round):
        with pytest.raises(PermissionDenied):
            action(closed, by=secretary)
    with pytest.raises(PermissionDenied):
        change_round(closed, by=secretary, closes_on=today() + 60 * DAY)
    actions = list(AuditEntry.objects.filter(subject_kind="commitments.reviewround").values_list("action", flat=True))
    assert sorted(actions) == ["add_round", "change_round", "change_round", "close_round", "open_round"]


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("title", {"title": {}}),
        ("opens_on", {"opens_on": None}),
        ("opens_on", {"opens_on": today() - DAY}),
        ("closes_on", {"closes_on": today() - DAY}),
        ("closes_on", {"opens_on": today() + 9 * DAY, "closes_on": today() + 3 * DAY}),
        ("audience", {"audience": "invited"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(field, fields):
    with pytest.raises(ValidationError) as refused:
        add_round(by=None, **FIELDS | fields)
    assert list(refused.value.message_dict) == [field]


def test_what_was_promised_to_those_who_report_holds():
    opened = open_round(add_round(by=None, **FIELDS), by=None)
    for field, value in (("opens_on", today() + DAY), ("closes_on", today() - DAY), ("audience", "public")):
        with pytest.raises(ValidationError) as refused:
            change_round(opened, by=None, **{field: value})
        assert list(refused.value.message_dict) == [field]
    assert change_round(opened, by=None, audience="secretariat").audience == "secretariat"


def test_one_round_is_open_at_a_time():
    first, second = add_round(by=None, **FIELDS), add_round(by=None, **FIELDS)
    open_round(first, by=None)
    with pytest.raises(ValidationError, match="Avances de 2026"):
        open_round(second, by=None)
    close_round(first, by=None)
    open_round(second, by=None)
    assert list(ReviewRound.objects.open()) == [second]


def test_a_first_day_that_has_passed_becomes_today_and_days_that_are_over_are_refused():
    late = make_review_round(opened=False, opens_on=today() - 5 * DAY, closes_on=today())
    assert open_round(late, by=None).opens_on == today()
    close_round(late, by=None)
    with pytest.raises(ValidationError):
        open_round(make_review_round(opened=False, closes_on=today() - DAY), by=None)


def test_opened_for_a_later_day_it_is_told_when_that_day_comes_and_can_be_removed_before():
    make_focal_point(), make_commitment()
    later = open_round(add_round(by=None, **FIELDS | {"opens_on": today() + 5 * DAY}), by=None)
    assert send_digests(on(today() + 4 * DAY)) == 0
    assert send_digests(on(today() + 5 * DAY)) == 1
    progress = make_progress(cleared=False, round=later)
    make_commitment_reminder(key=f"round:{later.pk}:0:opened")
    remove_round(later, by=None)
    assert Progress.objects.get().round is None
    assert progress.pk
    assert not CommitmentReminder.objects.exists()


def test_after_the_days_of_grace_it_closes_by_itself_once_and_the_secretariat_is_told():
    make_secretary(), make_focal_point(), make_commitment()
    one = make_review_round(closes_on=today() + 5 * DAY)
    assert close_rounds(on(one.closes_on + 13 * DAY)) == 0
    assert close_rounds(on(one.closes_on + 14 * DAY)) == 1
    assert close_rounds(on(one.closes_on + 15 * DAY)) == 0
    one.refresh_from_db()
    assert one.closed_at == on(one.closes_on + 14 * DAY)
    entry = AuditEntry.objects.get(action="close_round")
    assert (entry.by, entry.after["silent"]) == (None, 1)
    deliver_mail(now())
    (letter,) = mail.outbox
    assert letter.to == ["secretary@example.org"]
    assert "Uruguay" in letter.body
    assert reverse("commitments:round_report", args=[one.pk]) in letter.body


def test_what_is_due_names_how_many_commitments_and_by_when(django_assert_max_num_queries):
    focal, secretary, observer = make_focal_point(), make_secretary(), make_observer()
    one = make_review_round(closes_on=today() + 4 * DAY)
    done = make_commitment()
    make_progress(commitment=done, round=one)
    for _ in range(12):
        make_commitment()
    with django_assert_max_num_queries(8):
        (due,) = due_rounds(focal, today())
    assert "12" in due.title
    assert (due.day, due.state_id) == (one.closes_on, State.objects.get(code="UY").pk)
    assert due.address == reverse("commitments:round_list", args=[one.pk])
    assert list(due_rounds(observer, today())) == []
    assert list(due_rounds(secretary, today())) == []
    make_commitment(parties=[make_state("PY")])
    (late,) = due_rounds(fresh(secretary), one.closes_on + DAY)
    assert late.address == reverse("commitments:close_round", args=[one.pk])
    assert "Paraguay" in late.explained
    ReviewRound.objects.update(opened_at=None)
    (draft,) = due_rounds(fresh(secretary), today())
    assert draft.address == reverse("commitments:open_round", args=[one.pk])


def test_each_sees_its_own_list_and_no_other(client):
    cast, one = make_cast(), make_review_round()
    left, drafted, waiting, done = (make_commitment(title={"es": name}) for name in ("A", "B", "C", "D"))
    make_commitment(title={"es": "De Paraguay"}, parties=[make_state("PY")])
    make_progress(commitment=drafted, cleared=False, round=one)
    make_progress(commitment=waiting, cleared=False, submitted=True, round=one, percent=77)
    make_progress(commitment=done, round=one)
    make_progress(commitment=left, percent=20)
    lists = {}
    for name in ("focal_point", "validator", "other_focal_point", "observer"):
        client.force_login(getattr(cast, name))
        answer = client.get(reverse("commitments:round_list", args=[one.pk]))
        assert answer.status_code == 200
        (lists[name],) = answer.context["lists"]
    own = lists["focal_point"]
    assert (own.speaks, own.clears) == (True, False)
    assert [line.commitment for line in own.left] == [drafted, left]
    assert [line.commitment for line in own.waiting] == [waiting]
    assert [line.commitment for line in own.done] == [done]
    assert own.left[1].last.percent == 20
    assert (lists["validator"].speaks, lists["validator"].clears) == (False, True)
    assert [len(lists["other_focal_point"].left), lists["observer"].count] == [1, 0]
    client.force_login(cast.secretary)
    assert client.get(reverse("commitments:round_list", args=[one.pk])).status_code == 403
    live = client.get(reverse("commitments:round_report", args=[one.pk])).context["report"]
    said = {line.title.text: line.said for body in live.bodies for line in body.lines}
    assert said == {"A": "silent", "B": "silent", "C": "silent", "D": "reported", "De Paraguay": "silent"}


def test_only_what_stands_since_the_first_day_is_asked(client):
    focal = make_focal_point()
    observer_body = make_organisation()
    one = make_review_round(opens_on=today() - 14 * DAY)
    asked = make_commitment(parties=[make_state(), observer_body])
    make_commitment(stands=False)
    make_commitment(parties=[make_state(), make_state("PY")], confirmed=[make_state()])
    closed, late = make_commitment(), make_commitment()
    closed.events.create(number=2, kind="closed", outcome="achieved", in_force_at=now())
    late.events.update(happened_on=today() - 3 * DAY)
    client.force_login(focal)
    (own,) = client.get(reverse("commitments:round_list", args=[one.pk])).context["lists"]
    assert [line.commitment for line in own.left] == [asked]


def test_a_list_takes_as_many_queries_for_many_as_for_one(client, django_assert_max_num_queries):
    client.force_login(make_focal_point())
    one = make_review_round()
    address = reverse("commitments:round_list", args=[one.pk])
    make_commitment()
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    for number in range(15):
        commitment = make_commitment(title={"es": f"Compromiso {number}"})
        make_milestone(commitment=commitment)
        make_progress(commitment=commitment, percent=number)
        make_progress(commitment=commitment, round=one, cleared=False, submitted=number % 2 == 0)
    with django_assert_max_num_queries(len(few.captured_queries) + 1):
        assert b"Compromiso 14" in client.get(address).content


def test_the_pages_of_the_secretariat_open_change_and_close_a_round(client):
    client.force_login(make_secretary())
    make_commitment(), make_focal_point()
    data = {"title_es": "Avances", "opens_on": today(), "closes_on": today() + 20 * DAY, "audience": "members"}
    wrong = client.post(reverse("commitments:add_round"), data | {"closes_on": "el 3 de mayo"})
    assert wrong.status_code == 200
    assert "Avances" in wrong.text
    client.post(reverse("commitments:add_round"), data)
    one = ReviewRound.objects.get()
    opening = reverse("commitments:open_round", args=[one.pk])
    assert client.get(opening).context["people"] == 1
    client.post(opening)
    assert client.get(reverse("commitments:review_rounds")).status_code == 200
    edited = client.post(
        reverse("commitments:edit_round", args=[one.pk]),
        {"title_es": "Avances", "closes_on": today() + 25 * DAY, "audience": "members"},
    )
    assert edited.url == one.get_absolute_url()
    other = make_review_round(opened=False)
    refused = client.post(reverse("commitments:open_round", args=[other.pk]))
    assert "Avances" in refused.text
    assert client.get(reverse("commitments:remove_round", args=[other.pk])).status_code == 200
    assert client.post(reverse("commitments:remove_round", args=[other.pk])).status_code == 302
    closing = reverse("commitments:close_round", args=[one.pk])
    assert "Uruguay" in client.get(closing).text
    assert client.post(closing).url == reverse("commitments:round_report", args=[one.pk])
    one.refresh_from_db()
    assert (one.closes_on, one.closed_at is None) == (today() + 25 * DAY, False)


def test_who_only_clears_sees_what_waits(client):
    client.force_login(make_validator())
    one, commitment = make_review_round(), make_commitment()
    waiting = make_progress(commitment=commitment, cleared=False, submitted=True, round=one)
    answer = client.get(reverse("commitments:round_list", args=[one.pk]))
    assert waiting.get_absolute_url() in answer.text
    assert reverse("commitments:add_progress", args=[commitment.pk]) not in answer.text
