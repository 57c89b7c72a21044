"""What a later meeting said of a priority: recorded, and taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.models import Priority, PriorityReview
from enlace.consultations.priorities.review_actions import remove_review, review_priority
from enlace.consultations.testing import make_priority, make_priority_review
from enlace.core.clock import today
from enlace.meetings.testing import make_meeting, make_session
from enlace.network.testing import make_focal_point, make_host, make_institution, make_secretary

pytestmark = pytest.mark.django_db
QUITO, ASUNCION = date(2016, 11, 28), date(2019, 10, 16)
NEW = {"es": "Con otras palabras"}


def session_of(begins_on, **overrides):
    return make_session(meeting=make_meeting(begins_on=begins_on), **overrides)


def adopted():
    return make_priority(session=session_of(QUITO), adopted_on=QUITO)


def way(name, record):
    return reverse(f"consultations:{name}", args=[record.pk])


def test_a_later_meeting_reviews_it_and_it_is_recorded():
    user, priority, session = make_secretary(), adopted(), session_of(ASUNCION)
    review = review_priority(priority, by=user, session=session, outcome="continues", note={"es": "Se mantiene"})
    assert (review.reviewed_on, review.note) == (ASUNCION, {"es": "Se mantiene"})
    line = AuditEntry.objects.get(action="review_priority", by=user)
    assert line.after == {
        "priority": priority.pk,
        "session": session.pk,
        "reviewed_on": ASUNCION.isoformat(),
        "outcome": "continues",
    }


def test_it_continues_with_another_text_and_what_it_said_before_stands_in_the_log():
    priority = adopted()
    review_priority(priority, by=None, session=session_of(ASUNCION), outcome="changed", title=NEW, text={})
    before = dict(priority.title)
    priority.refresh_from_db()
    assert priority.title == NEW
    assert AuditEntry.objects.get(action="review_priority").before["title"] == before


def test_the_host_of_the_reviewing_meeting_reviews_and_no_other():
    priority, session = adopted(), session_of(today())
    with pytest.raises(PermissionDenied):
        review_priority(priority, by=make_focal_point(), session=session, outcome="continues")
    other = make_host("other@example.org", organisation=make_institution("PY"))
    with pytest.raises(PermissionDenied):
        review_priority(priority, by=other, session=session, outcome="continues")
    host = make_host()
    review = review_priority(priority, by=host, session=session, outcome="continues")
    remove_review(review, by=host)
    assert not PriorityReview.objects.exists()


def test_not_the_same_meeting_nor_one_to_come_nor_after_the_end():
    priority = adopted()
    same = make_session(meeting=priority.session.meeting, day=QUITO + timedelta(days=1))
    for session in (same, session_of(QUITO - timedelta(days=400)), session_of(today() + timedelta(days=9))):
        with pytest.raises(PermissionDenied):
            review_priority(
                priority, by=make_secretary(f"s{session.pk}@example.org"), session=session, outcome="continues"
            )
    review_priority(priority, by=None, session=session_of(ASUNCION), outcome="concluded")
    with pytest.raises(PermissionDenied):
        review_priority(priority, by=None, session=session_of(today()), outcome="continues")


def test_bad_input_is_refused_at_its_field():
    priority, session = adopted(), session_of(ASUNCION)
    wrong = {
        "reviewed_on": {"reviewed_on": ASUNCION - timedelta(days=1)},
        "outcome": {"outcome": "forgotten"},
        "title": {"outcome": "changed", "title": priority.title},
    }
    for field, fields in wrong.items():
        with pytest.raises(ValidationError) as refused:
            review_priority(priority, **{"by": None, "session": session, "outcome": "continues"} | fields)
        assert list(refused.value.message_dict) == [field]
    with pytest.raises(ValidationError) as refused:
        review_priority(priority, by=None, session=session, outcome="continues", title=NEW)
    assert list(refused.value.message_dict) == ["outcome"]
    with pytest.raises(ValidationError) as refused:
        review_priority(priority, by=None, session=session, outcome="changed", title={})
    assert list(refused.value.message_dict) == ["title"]
    assert not PriorityReview.objects.exists()
    assert Priority.objects.get().title == priority.title


def test_not_twice_by_a_session_and_not_before_a_review_that_is_on_record():
    priority, session = adopted(), session_of(ASUNCION)
    review_priority(priority, by=None, session=session, outcome="continues")
    with pytest.raises(ValidationError) as refused:
        review_priority(priority, by=None, session=session, outcome="concluded")
    assert list(refused.value.message_dict) == ["session"]
    with pytest.raises(ValidationError) as refused:
        review_priority(priority, by=None, session=session_of(date(2018, 5, 2)), outcome="concluded")
    assert list(refused.value.message_dict) == ["reviewed_on"]


def test_only_the_last_review_is_taken_back():
    priority = adopted()
    first = make_priority_review(priority=priority, session=session_of(ASUNCION), reviewed_on=ASUNCION)
    last = make_priority_review(priority=priority, session=session_of(today()), outcome="concluded")
    with pytest.raises(PermissionDenied):
        remove_review(first, by=make_secretary())
    remove_review(last, by=None)
    assert list(PriorityReview.objects.all()) == [first]
    assert AuditEntry.objects.get(action="remove_review").before["outcome"] == "concluded"


def test_taken_back_a_review_that_reworded_gives_the_old_words_back():
    priority = adopted()
    words = dict(priority.title)
    new = {"es": "Compartir indicadores cada mes"}
    review = review_priority(priority, by=None, session=session_of(ASUNCION), outcome="changed", title=new)
    assert dict(review.title_before) == words
    remove_review(review, by=None)
    assert dict(Priority.objects.get().title) == words


def test_it_is_reviewed_and_the_review_taken_back_on_pages(client):
    priority, session = adopted(), session_of(ASUNCION)
    client.force_login(make_secretary())
    page, address = priority.get_absolute_url(), way("review_priority", priority)
    assert address in client.get(page).text
    form = client.get(f"{address}?session={session.pk}").context["form"]
    assert (str(form["session"].value()), form["title"].value()) == (str(session.pk), priority.title)
    fields = {"session": session.pk, "title_es": priority.title["es"], "note_es": "Se mantiene por un año"}
    wrong = client.post(address, fields | {"outcome": "changed"})
    assert list(wrong.context["form"].errors) == ["title"]
    assert "Se mantiene por un año" in wrong.text
    assert client.post(address, fields | {"outcome": "concluded"}).url == page
    review = PriorityReview.objects.get()
    removal = way("remove_review", review)
    text = client.get(page).text
    assert (address in text, removal in text) == (False, True)
    assert client.get(address).status_code == 403
    assert "Se mantiene por un año" in client.get(removal).text
    assert client.post(removal).url == page
    assert not PriorityReview.objects.exists()


def test_who_may_not_finds_neither_form(client):
    review = make_priority_review(priority=adopted(), session=session_of(ASUNCION))
    for address in (way("review_priority", review.priority), way("remove_review", review)):
        assert client.get(address).status_code == 302
    client.force_login(make_focal_point())
    for address in (way("review_priority", review.priority), way("remove_review", review)):
        assert client.get(address).status_code == 403
        assert address not in client.get(review.priority.get_absolute_url()).text
