"""An export of Polis, uploaded by the secretariat, becomes a consultation."""

import io
import os
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from enlace.accounts.models import AuditEntry
from enlace.consultations.models import Consultation, Standing, Statement, Vote, Voter
from enlace.consultations.polis import import_actions
from enlace.consultations.polis.import_actions import About, import_polis, remove_imported_consultation
from enlace.consultations.polis.reading import read_export
from enlace.consultations.results.actions import publish_result
from enlace.consultations.results.export_actions import export_result
from enlace.consultations.testing import make_consultation, make_result, make_statement, make_vote, make_voter
from enlace.core.clock import today
from enlace.core.models import Mail
from enlace.network.testing import make_cast, make_focal_point, make_observer, make_secretary, make_state

pytestmark = pytest.mark.django_db
SHARED = Path(os.environ.get("ENLACE_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data"))
CONVERSATIONS = SHARED / "polis_conversations"
needs_data = pytest.mark.skipif(
    not CONVERSATIONS.is_dir(), reason="the shared data is absent: set ENLACE_SHARED_DATA to its folder"
)

VOTES = """timestamp,datetime,comment-id,voter-id,vote
1658933760180,,0,7,1
1658933844092,,0,8,-1
1658933900000,,1,7,0
1658933950000,,0,7,-1
1659033950000,,2,8,1
"""
COMMENTS = """timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body
1658933700000,0,7,0,2,1,Registers should be shared
1658933700000,1,8,0,0,0,Courses should be shared
1658933700000,2,8,1,0,-1,Something rude
"""
SUMMARY = "topic,What shall we share?\nconversation-description,A first try.\n"
ABOUT = About(source="A university, CC BY 4.0", language="en")


@pytest.fixture
def secretary():
    return make_secretary()


def export_of(votes=VOTES, comments=COMMENTS, summary=SUMMARY):
    files = {"votes.csv": votes, "comments.csv": comments, "summary.csv": summary}
    return read_export({name: text.encode() for name, text in files.items() if text})


def about(**overrides):
    return About(**{"source": ABOUT.source, "language": "en"} | overrides)


def upload(name, text):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def sent(*files, **overrides):
    fields = {"export": list(files), "language": "en", "source": "A university, CC BY 4.0"}
    return fields | overrides


def nothing_is_written():
    return not any(model.objects.exists() for model in (Consultation, Statement, Voter, Vote))


def test_it_is_over_anonymous_and_forgets_who_wrote_and_voted(secretary):
    found = import_polis(export_of(), ABOUT, by=secretary)
    assert (found.standing, found.is_anonymous, found.salt) == (Standing.CLOSED, True, "")
    assert (found.answered_by, found.voice_of, found.takes_statements) == ("public", "person", False)
    assert str(found.question) == "What shall we share?"
    assert str(found.text) == "A first try."
    assert (found.opens_on, found.closes_on) == (date(2022, 7, 27), date(2022, 7, 28))
    assert not Statement.objects.exclude(voter=None).exists()
    assert not Voter.objects.exclude(state=None, organisation=None, user=None).exists()
    assert not Vote.objects.exclude(cast_at=None, cast_by=None).exists()
    assert all(key.startswith("polis:") and len(key) > 30 for key in Voter.objects.values_list("key", flat=True))


def test_statements_keep_their_numbers_and_what_was_rejected_stays_out(secretary):
    import_polis(export_of(), ABOUT, by=secretary)
    found = {one.number: one for one in Statement.objects.all()}
    assert {number: one.accepted_at is not None for number, one in found.items()} == {0: True, 1: True, 2: False}
    assert found[2].rejected_at
    assert str(found[0].text) == "Registers should be shared"


def test_the_latest_vote_of_each_voice_counts(secretary):
    import_polis(export_of(), ABOUT, by=secretary)
    votes = Vote.objects.order_by("statement__number", "voter").values_list("statement__number", "value")
    assert list(votes) == [(0, -1), (0, -1), (1, 0), (2, 1)]


def test_the_export_tells_how_many_votes_were_replaced():
    assert export_of().replaced == 1


def test_nobody_but_the_secretariat_sees_it_before_its_result_is_published():
    cast = make_cast()
    found = import_polis(export_of(), ABOUT, by=cast.secretary)
    others = (AnonymousUser(), cast.stranger, cast.observer, cast.focal_point, cast.host)
    assert not any(Consultation.objects.visible_to(user).exists() for user in others)
    assert not any(Statement.objects.visible_to(user).exists() for user in others)
    assert Consultation.objects.visible_to(cast.secretary).exists()
    publish_result(found, by=cast.secretary, audience="network")
    assert [Consultation.objects.visible_to(user).exists() for user in others] == [False, False, True, True, False]


def test_it_is_recorded_with_its_counts_alone(secretary):
    found = import_polis(export_of(), ABOUT, by=secretary)
    entry = AuditEntry.objects.get(action="import_polis")
    assert (entry.subject_id, entry.by) == (str(found.pk), secretary)
    assert entry.after == {"statements": 3, "voters": 2, "votes": 4}


def test_only_the_secretariat_imports(secretary):
    with pytest.raises(PermissionDenied):
        import_polis(export_of(), ABOUT, by=make_focal_point())
    assert nothing_is_written()


def test_the_days_may_be_said_and_must_be_where_the_votes_have_none(secretary):
    timeless = "comment-id,voter-id,vote\n0,7,1\n"
    with pytest.raises(ValidationError) as refused:
        import_polis(export_of(timeless), ABOUT, by=secretary)
    assert set(refused.value.message_dict) == {"opens_on", "closes_on"}
    days = {"opens_on": date(2021, 3, 1), "closes_on": date(2021, 3, 9)}
    found = import_polis(export_of(timeless), about(**days), by=secretary)
    assert (found.opens_on, found.closes_on, found.last_day) == (*days.values(), date(2021, 3, 9))
    assert timezone.localdate(found.opened_at) == date(2021, 3, 1)


def test_moments_in_seconds_are_understood(secretary):
    in_seconds = re.sub(r"^(\d{10})\d{3},", r"\1,", VOTES, flags=re.MULTILINE)
    assert import_polis(export_of(in_seconds), ABOUT, by=secretary).opens_on == date(2022, 7, 27)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"closes_on": date(2022, 7, 20)}, "closes_on"),
        ({"closes_on": today() + timedelta(days=1)}, "closes_on"),
    ],
    ids=["before the first", "ahead"],
)
def test_days_that_cannot_be_are_refused_at_their_field(secretary, days, field):
    with pytest.raises(ValidationError) as refused:
        import_polis(export_of(), about(**days), by=secretary)
    assert set(refused.value.message_dict) == {field}
    assert nothing_is_written()


def test_a_question_is_needed_where_the_files_have_no_topic(secretary):
    with pytest.raises(ValidationError) as refused:
        import_polis(export_of(summary=""), ABOUT, by=secretary)
    assert set(refused.value.message_dict) == {"question"}
    assert str(import_polis(export_of(summary=""), about(question="What then?"), by=secretary).question) == "What then?"


def test_numbers_that_are_too_high_are_given_anew(secretary):
    comments = "comment-id,comment-body\n9000000000,One\n9000000001,Two\n"
    votes = "timestamp,comment-id,voter-id,vote\n1658933760180,9000000001,7,1\n"
    import_polis(export_of(votes, comments), ABOUT, by=secretary)
    assert Vote.objects.get().statement.number == 2


def test_more_votes_than_the_web_takes_lead_to_the_command(secretary, monkeypatch):
    monkeypatch.setattr(import_actions, "MOST_VOTES", 3)
    with pytest.raises(ValidationError) as refused:
        import_polis(export_of(), ABOUT, by=secretary)
    assert "./enlace common-ground" in str(refused.value)
    assert nothing_is_written()


def test_a_statement_without_text_or_about_the_person_does_not_count(secretary):
    comments = "comment-id,comment-body,is-meta\n0,,f\n1,I am a parent,t\n2,Share,f\n"
    import_polis(export_of(comments=comments), ABOUT, by=secretary)
    assert [one.number for one in Statement.objects.accepted()] == [2]
    assert all(one.reason for one in Statement.objects.filter(accepted_at=None))


@needs_data
@pytest.mark.parametrize(
    ("name", "statements", "voters"), [("brexit-consensus", 50, 204), ("london.youth.policing", 39, 26)]
)
def test_real_conversations_come_in_whole(secretary, name, statements, voters):
    export = read_export(CONVERSATIONS / name)
    found = import_polis(export, ABOUT, by=secretary)
    assert Statement.objects.filter(consultation=found).count() == statements
    assert Voter.objects.filter(consultation=found).count() == voters
    kept = Vote.objects.filter(statement__consultation=found).values_list("statement__number", "value")
    assert sorted(kept) == sorted(
        zip([export.votes.statements[one] for one in export.votes.statement], export.votes.value.tolist(), strict=True)
    )
    rejected = Statement.objects.exclude(rejected_at=None).values_list("number", flat=True)
    assert set(rejected) == set(export.left_out)


def test_it_can_be_removed_until_its_result_is_published(secretary):
    found = import_polis(export_of(), ABOUT, by=secretary)
    remove_imported_consultation(found, by=secretary)
    assert nothing_is_written()
    assert AuditEntry.objects.filter(action="remove_imported_consultation").exists()
    published = make_result(consultation=import_polis(export_of(), ABOUT, by=secretary)).consultation
    with pytest.raises(PermissionDenied):
        remove_imported_consultation(published, by=secretary)
    with pytest.raises(PermissionDenied):
        remove_imported_consultation(make_consultation(over=True), by=secretary)


# on the page


def test_files_are_uploaded_and_what_was_read_is_shown(client, secretary):
    client.force_login(secretary)
    votes = VOTES + "1658933950001,,9,8,1\n"
    files = [upload("votes.csv", votes), upload("comments.csv", COMMENTS), upload("summary.csv", SUMMARY)]
    answer = client.post(reverse("consultations:import_polis"), sent(*files), follow=True)
    found = Consultation.objects.get()
    assert answer.redirect_chain == [(reverse("consultations:imported_consultation", args=[found.pk]), 302)]
    shown = answer.content.decode()
    assert "What shall we share?" in shown
    assert "statement 9" in shown or "afirmación 9" in shown
    assert reverse("consultations:remove_imported_consultation", args=[found.pk]) in shown


def test_a_zip_is_taken_too(client, secretary):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as members:
        for name, text in (("votes.csv", VOTES), ("comments.csv", COMMENTS), ("summary.csv", SUMMARY)):
            members.writestr(f"export/{name}", text)
    client.force_login(secretary)
    client.post(reverse("consultations:import_polis"), sent(upload("export.zip", packed.getvalue())))
    assert Vote.objects.count() == 4


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"votes.csv": VOTES}, "comments.csv"),
        ({"votes.csv": VOTES.replace(",7,1", ",7,5"), "comments.csv": COMMENTS}, "votes.csv"),
        ({"votes.csv": "a,b\n1,2\n", "comments.csv": COMMENTS}, "comment-id"),
        ({"export.zip": b"PK\x03\x04broken"}, "ZIP"),
        ({"photo.csv": b"\x00\xff\x00"}, "votes.csv"),
        ({}, ""),
    ],
    ids=["a file missing", "a vote out of range", "unknown columns", "a broken ZIP", "another file", "no file"],
)
def test_bad_files_are_told_in_sentences_and_nothing_is_written(client, secretary, files, words):
    client.force_login(secretary)
    fields = sent(*(upload(name, text) for name, text in files.items()), question="¿Y esto?")
    answer = client.post(reverse("consultations:import_polis"), fields)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert nothing_is_written()
    assert 'role="alert"' in shown
    assert words in shown
    assert "¿Y esto?" in shown


def test_files_that_are_too_large_are_told_so(client, secretary):
    client.force_login(secretary)
    files = [upload("votes.csv", "x" * (11 * 1024 * 1024)), upload("comments.csv", "x" * (11 * 1024 * 1024))]
    answer = client.post(reverse("consultations:import_polis"), sent(*files))
    assert "20" in answer.content.decode()
    assert nothing_is_written()


def test_pages_are_the_secretariats(client, secretary):
    found = import_polis(export_of(), ABOUT, by=secretary)
    addresses = [
        reverse("consultations:import_polis"),
        reverse("consultations:imported_consultation", args=[found.pk]),
        reverse("consultations:remove_imported_consultation", args=[found.pk]),
    ]
    for user in (make_focal_point(), make_observer()):
        client.force_login(user)
        assert {client.get(address).status_code for address in addresses} == {403}
    client.force_login(secretary)
    assert {client.get(address).status_code for address in addresses} == {200}
    held_here = make_consultation(over=True)
    assert client.get(reverse("consultations:imported_consultation", args=[held_here.pk])).status_code == 404


def test_it_is_removed_by_its_page(client, secretary):
    found = import_polis(export_of(), ABOUT, by=secretary)
    client.force_login(secretary)
    answer = client.post(reverse("consultations:remove_imported_consultation", args=[found.pk]))
    assert answer.status_code == 302
    assert nothing_is_written()


def test_the_list_of_imports_asks_as_much_for_many(client, secretary, django_assert_max_num_queries):
    for _number in range(12):
        import_polis(export_of(), ABOUT, by=secretary)
    client.force_login(secretary)
    client.get(reverse("consultations:import_polis"))
    with django_assert_max_num_queries(25):
        client.get(reverse("consultations:import_polis"))


def test_an_export_of_enlace_comes_back_as_it_left(secretary):
    held = make_consultation(over=True)
    statements = [make_statement(consultation=held) for _number in range(3)]
    for code, values in (("UY", (1, 1, -1)), ("PY", (1, 0, 1)), ("AR", (1, -1, -1))):
        voter = make_voter(consultation=held, state=make_state(code))
        for statement, value in zip(statements, values, strict=True):
            make_vote(statement=statement, voter=voter, value=value)
    publish_result(held, by=secretary, audience="members")
    found = import_polis(read_export(export_result(held, by=secretary)), ABOUT, by=secretary)
    assert found.question == {"en": str(held.question)}
    kept, again = (
        sorted(Vote.objects.filter(statement__consultation=one).values_list("statement__number", "value"))
        for one in (held, found)
    )
    assert kept == again
    assert [str(one.text) for one in found.statements.all()] == [str(one.text) for one in held.statements.all()]
    assert not found.voters.exclude(state=None).exists()


def test_nobody_is_told_of_the_result_of_what_they_were_not_asked(secretary):
    make_focal_point()
    found = import_polis(export_of(), ABOUT, by=secretary)
    assert publish_result(found, by=secretary, audience="public") == 0
    assert not Mail.objects.exists()
