"""Drafting, submitting, clearing, sending back and taking back a report; who sees it on the way."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry, User
from enlace.commitments.models import Evidence, Progress
from enlace.commitments.progress.actions import (
    change_progress,
    clear_progress,
    draft_progress,
    record_progress,
    remove_progress,
    send_back_progress,
    submit_progress,
    take_back_progress,
)
from enlace.commitments.progress.comment_actions import comment_progress
from enlace.commitments.progress.reporting_actions import report_progress
from enlace.commitments.testing import (
    make_commitment,
    make_commitment_event,
    make_evidence,
    make_milestone,
    make_progress,
    make_review_round,
)
from enlace.core.clock import today
from enlace.core.models import Mail
from enlace.files.models import Version
from enlace.files.testing import make_file
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_focal_point,
    make_mandate,
    make_observer,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
TEXT = {"es": "Cuarenta jueces cursaron el primer módulo."}


def uruguay():
    return ("state", make_state().pk)


def draft(by=None, commitment=None, **fields):
    by = by or make_focal_point()
    return draft_progress(commitment or make_commitment(), by=by, body=uruguay(), **{"text": TEXT} | fields)


def readers_of(progress, **people):
    return {name for name, user in people.items() if Progress.objects.visible_to(user).filter(pk=progress.pk).exists()}


def refusal(field, **fields):
    with pytest.raises(ValidationError) as caught:
        draft(User.objects.filter(email="focal@example.org").first() or make_focal_point(), **fields)
    return caught.value.message_dict[field]


def test_without_a_validator_a_report_is_read_at_once_and_before_that_by_its_state_alone():
    focal, alternate = make_focal_point(), make_alternate()
    people = {
        "own": alternate,
        "secretary": make_secretary(),
        "other": make_focal_point("other@example.org", "PY"),
        "public": AnonymousUser(),
    }
    progress = draft(focal, percent="40 %")
    assert (progress.percent, progress.audience, readers_of(progress, **people)) == (40, "public", {"own"})
    progress = submit_progress(progress, by=alternate)
    assert readers_of(progress, **people) == {"own", "secretary", "other", "public"}
    assert not Mail.objects.exists()
    line = AuditEntry.objects.get(action="draft_progress")
    assert (line.after["percent"], line.after["languages"], "text" in line.after) == (40, ["es"], False)
    with pytest.raises(PermissionDenied):
        change_progress(progress, by=focal, percent=50)


def test_with_a_validator_it_waits_and_they_get_one_mail_however_much_waits():
    focal, validator, secretary = make_focal_point(), make_validator(), make_secretary()
    first = submit_progress(draft(focal), by=focal)
    second = submit_progress(draft(focal, make_commitment()), by=focal)
    assert readers_of(first, secretary=secretary, validator=validator) == {"validator"}
    mail = Mail.objects.get()
    assert mail.to == "validator@example.org"
    assert "40" not in mail.text
    with pytest.raises(PermissionDenied):
        clear_progress(first, by=focal)
    clear_progress(first, by=validator)
    assert readers_of(first, secretary=secretary) == {"secretary"}
    send_back_progress(second, by=validator, why="Falta la fuente.")
    second.refresh_from_db()
    assert (second.submitted_at, second.sent_back_why) == (None, "Falta la fuente.")
    told = Mail.objects.exclude(pk=mail.pk).get()
    assert told.to == "focal@example.org"
    assert "Falta la fuente." in told.text
    assert "fuente" not in str(AuditEntry.objects.get(action="send_back_progress").before)
    submit_progress(second, by=focal)
    assert Mail.objects.filter(to="validator@example.org").count() == 2
    assert Progress.objects.get(pk=second.pk).sent_back_why == ""


def test_sending_back_needs_a_reason():
    progress = make_progress(cleared=False, submitted=True)
    with pytest.raises(ValidationError) as caught:
        send_back_progress(progress, by=make_validator(), why=" ")
    assert caught.value.message_dict["why"]


def test_a_validator_who_also_speaks_clears_their_own_draft_by_a_step_of_its_own():
    user = make_focal_point()
    make_mandate("validator", person=user.person, state=make_state())
    user = fresh(user)
    progress = submit_progress(draft(user), by=user)
    assert progress.cleared_at is None
    assert not Mail.objects.exists()
    assert clear_progress(progress, by=user).cleared_at


def test_an_observer_reports_and_it_is_read_at_once():
    observer = make_observer()
    organisation = observer.person.mandates.get().organisation
    commitment = make_commitment(parties=[organisation])
    make_validator()
    body = ("organisation", organisation.pk)
    progress = report_progress(commitment, by=observer, body=body, text=TEXT, submit=True)
    assert progress.cleared_at


def test_nobody_reports_for_another_and_nothing_on_what_does_not_stand():
    joint = make_commitment(parties=[make_state(), make_state("PY")])
    other = make_focal_point("other@example.org", "PY")
    closed = make_commitment()
    make_commitment_event(commitment=closed, kind="closed", outcome="achieved")
    for commitment, by in ((joint, other), (joint, make_secretary()), (closed, make_focal_point())):
        with pytest.raises(PermissionDenied):
            draft_progress(commitment, by=by, body=uruguay(), text=TEXT)
    assert not Progress.objects.exists()


@pytest.mark.parametrize("typed", ["101", "ochenta", "12.5", "-1", "1e2", "NaN", 12.5, True, "٨٠"])
def test_a_percentage_that_is_none_is_refused_with_a_sentence(typed):
    assert refusal("percent", percent=typed)[0].endswith(".")


@pytest.mark.parametrize(("typed", "read"), [("0", 0), (" 100% ", 100), (80, 80), ("80,0", 80), ("", None)])
def test_a_percentage_is_read_however_it_is_written(typed, read):
    assert draft(percent=typed).percent == read


def test_a_value_belongs_to_an_indicator_of_the_same_commitment():
    commitment = make_commitment()
    milestone = make_milestone(commitment=commitment, indicator={"es": "Jueces formados"})
    bare = make_milestone(commitment=commitment)
    progress = draft(commitment=commitment, text={}, milestone=milestone, value="1250,5")
    progress.refresh_from_db()
    assert progress.value == Decimal("1250.50")
    for fields in ({"milestone": bare}, {}):
        assert refusal("value", commitment=commitment, value="3", **fields)
    assert refusal("milestone", milestone=make_milestone(indicator={"es": "Otro"}), value="3")
    assert refusal("value", commitment=commitment, milestone=milestone, value="1.250.000")


def test_days_audiences_and_empty_reports_are_refused_with_a_sentence():
    commitment = make_commitment()
    made = commitment.events.get().happened_on
    assert draft(commitment=commitment, reported_on=made).reported_on == made
    for day in (today() + timedelta(days=1), made - timedelta(days=1), None, "12 de marzo"):
        assert refusal("reported_on", commitment=commitment, reported_on=day)
    assert refusal("audience", audience="invited")
    assert refusal("text", text={"es": "  "})


def test_a_report_counts_for_the_round_that_is_open_when_it_is_drafted_or_else_submitted():
    focal, commitment = make_focal_point(), make_commitment()
    make_review_round(opened=False)
    before = draft(focal, commitment)
    assert before.round is None
    opened = make_review_round()
    assert draft(focal, commitment).round == opened
    assert draft(focal, commitment, reported_on=today() - timedelta(days=20)).round == opened
    assert submit_progress(before, by=focal).round == opened


def test_what_was_cleared_is_taken_back_by_its_body_and_what_waits_is_a_draft_again():
    focal, validator, secretary = make_focal_point(), make_validator(), make_secretary()
    progress = submit_progress(draft(focal), by=focal)
    with pytest.raises(PermissionDenied):
        take_back_progress(progress, by=validator)
    progress = take_back_progress(progress, by=focal)
    assert (progress.submitted_at, progress.taken_back_at) == (None, None)
    progress = clear_progress(submit_progress(progress, by=focal), by=validator)
    comment_progress(progress, by=secretary, text="¿De qué provincias?")
    with pytest.raises(PermissionDenied):
        take_back_progress(progress, by=secretary)
    progress = take_back_progress(progress, by=validator)
    assert readers_of(progress, focal=focal, secretary=secretary, public=AnonymousUser()) == {"focal"}
    assert not progress.comments.model.objects.visible_to(secretary).exists()
    with pytest.raises(PermissionDenied):
        take_back_progress(progress, by=focal)


def test_the_secretariat_records_what_a_named_document_says_and_can_take_that_alone_back():
    secretary, commitment = make_secretary(), make_commitment()
    with pytest.raises(ValidationError):
        record_progress(commitment, by=secretary, body=uruguay(), source={"es": " "}, text=TEXT)
    with pytest.raises(ValidationError):
        record_progress(commitment, by=None, body=("state", make_state("PY").pk), source={"es": "Nota"}, text=TEXT)
    with pytest.raises(PermissionDenied):
        record_progress(commitment, by=make_focal_point(), body=uruguay(), source={"es": "Nota"}, text=TEXT)
    progress = record_progress(commitment, by=secretary, body=uruguay(), source={"es": "Nota 12/26"}, percent=30)
    assert progress.cleared_at
    with pytest.raises(PermissionDenied):
        change_progress(progress, by=secretary, percent=90)
    assert take_back_progress(progress, by=secretary).taken_back_at


def test_a_draft_is_removed_with_its_evidence_and_the_content_of_the_files():
    progress = make_progress(cleared=False)
    file = make_file(make_evidence(progress=progress))
    with pytest.raises(PermissionDenied):
        remove_progress(progress, by=make_secretary())
    remove_progress(progress, by=make_focal_point())
    assert not Progress.objects.exists()
    assert not Evidence.objects.exists()
    assert not Version.objects.kept().filter(file=file).exists()


def test_comments_go_to_the_other_side_and_change_nothing():
    focal, secretary, progress = make_focal_point(), make_secretary(), make_progress()
    make_focal_point("other@example.org", "PY")
    comment_progress(progress, by=secretary, text="¿De qué provincias?")
    comment_progress(progress, by=focal, text="De todas.")
    assert [mail.to for mail in Mail.objects.order_by("pk")] == ["focal@example.org", "secretary@example.org"]
    with pytest.raises(ValidationError):
        comment_progress(progress, by=focal, text=" ")
    with pytest.raises(PermissionDenied):
        comment_progress(progress, by=make_observer(), text="Yo también.")
    assert Progress.objects.get(pk=progress.pk).percent == 40
