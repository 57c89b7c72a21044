"""The pages of reports: written on a phone, read with what its reader sees, cleared, sent back, commented."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enlace.commitments.models import Commitment, Evidence, Progress, ProgressComment
from enlace.commitments.progress.due import due_to_clear, due_to_mend
from enlace.commitments.progress.privacy import comments_of, erase_from_reports
from enlace.commitments.progress.queries import latest_progress, shown_progress
from enlace.commitments.testing import (
    make_commitment,
    make_evidence,
    make_milestone,
    make_progress,
    make_progress_comment,
)
from enlace.core.clock import now, today
from enlace.files.models import Version
from enlace.files.testing import PDF, make_file
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


def way(name, record):
    return reverse(f"commitments:{name}", args=[record.pk])


def fields(**more):
    return {"quick": "50", "reported_on": today().isoformat(), "audience": "public", "then": "submit"} | more


def test_a_report_with_evidence_is_written_and_submitted_in_one_form(client):
    commitment = make_commitment()
    client.force_login(make_focal_point())
    page = client.get(way("add_progress", commitment)).text
    assert page.index('name="text_es"') < page.index("<summary>") < page.index('name="text_en"')
    file = SimpleUploadedFile("lista.pdf", PDF)
    data = fields(text_es="Se dictó el curso.", evidence_title="Lista", evidence_file=file)
    answer = client.post(way("add_progress", commitment), data, follow=True)
    progress = Progress.objects.get()
    assert (progress.percent, progress.cleared_at is not None) == (50, True)
    assert answer.redirect_chain[-1][0] == progress.get_absolute_url()
    assert Version.objects.get().name in answer.text
    client.logout()
    assert "50" in client.get(progress.get_absolute_url()).text


def test_what_is_typed_counts_with_other_and_what_is_wrong_keeps_what_was_typed(client):
    commitment = make_commitment()
    client.force_login(make_focal_point())
    address = way("add_progress", commitment)
    wrong = {
        "percent": {"quick": "other", "percent": "ochenta"},
        "reported_on": {"reported_on": "12 de marzo"},
        "audience": {"audience": "invited"},
        "evidence_title": {"evidence_link": "https://example.org"},
        "evidence_link": {"evidence_title": "Lista", "evidence_link": "javascript:alert(1)"},
        "evidence_file": {"evidence_title": "Lista"},
        "milestone": {"milestone": make_milestone().pk},
    }
    for field, given in wrong.items():
        answer = client.post(address, fields(text_es="Lo que escribí", **given))
        assert answer.context["form"].errors.get(field), field
        assert "Lo que escribí" in answer.text
        assert all(value in answer.text for value in given.values() if isinstance(value, str) and value != "other")
    assert not Progress.objects.exists()
    assert not Evidence.objects.exists()
    for given, percent in (
        ({"quick": "other", "percent": "37"}, 37),
        ({"quick": "", "percent": "8"}, 8),
        ({"quick": "25", "percent": "99"}, 25),
    ):
        client.post(address, fields(then="draft", **given))
        assert Progress.objects.latest("pk").percent == percent
    assert not Progress.objects.exclude(submitted_at=None).exists()


def test_what_is_sent_twice_is_one_report(client):
    commitment = make_commitment()
    client.force_login(make_focal_point())
    for _time in range(2):
        data = fields(text_es="Se dictó el curso.", evidence_title="Lista", evidence_link="example.org")
        client.post(way("add_progress", commitment), data)
    assert (Progress.objects.count(), Evidence.objects.count()) == (1, 1)
    client.post(way("add_progress", commitment), fields(text_es="Se dictó otro."))
    assert Progress.objects.count() == 2


def test_the_secretariat_records_from_a_document_on_its_page(client):
    commitment = make_commitment()
    address = way("record_progress", commitment)
    client.force_login(make_focal_point())
    assert client.get(address).status_code == 403
    client.force_login(make_secretary())
    data = fields(body=f"state-{make_state().pk}")
    assert client.post(address, data).context["form"].errors["source"]
    answer = client.post(address, data | {"source_es": "Nota 12/26 de la Cancillería"}, follow=True)
    assert "Nota 12/26" in answer.text
    assert "50" in answer.text


def test_a_draft_is_changed_with_what_it_holds_and_submitted(client):
    progress = make_progress(cleared=False, percent=40, sent_back_why="Falta la fuente.")
    client.force_login(make_alternate())
    form = client.get(way("edit_progress", progress))
    assert "Falta la fuente." in form.text
    client.post(way("edit_progress", progress), fields(quick="none", text_es="De nuevo"))
    progress.refresh_from_db()
    assert (progress.percent, progress.text, progress.cleared_at is None) == (None, {"es": "De nuevo"}, False)
    assert client.get(way("edit_progress", progress)).status_code == 403


def test_who_speaks_for_two_parties_chooses_one(client):
    commitment = make_commitment(parties=[make_state(), make_state("PY")])
    user = make_focal_point()
    make_mandate("alternate", person=user.person, state=make_state("PY"))
    client.force_login(fresh(user))
    assert client.post(way("add_progress", commitment), fields()).context["form"].errors["body"]
    client.post(way("add_progress", commitment), fields(body=f"state-{make_state('PY').pk}"))
    assert Progress.objects.get().state.code == "PY"


def test_the_way_through_the_validator(client):
    focal, validator = make_focal_point(), make_validator()
    progress = make_progress(cleared=False)
    page = progress.get_absolute_url()
    for reader in (make_secretary(), make_focal_point("other@example.org", "PY"), make_observer()):
        client.force_login(reader)
        for name in ("progress", "edit_progress", "send_back_progress", "take_back_progress", "add_evidence"):
            assert client.get(way(name, progress)).status_code == 404
        for name in ("submit_progress", "clear_progress", "comment_progress"):
            assert client.post(way(name, progress)).status_code == 404
    client.force_login(focal)
    client.post(way("submit_progress", progress))
    assert client.post(way("clear_progress", progress)).status_code == 403
    assert [one.state_id for one in due_to_clear(validator, today())] == [progress.state_id]
    client.force_login(validator)
    assert page in client.get(reverse("commitments:progress_to_clear")).text
    assert client.post(way("send_back_progress", progress), {"why": ""}).context["form"].errors["why"]
    client.post(way("send_back_progress", progress), {"why": "Falta la fuente."})
    assert [one.address for one in due_to_mend(focal, today())] == [page]
    assert not list(due_to_mend(validator, today()))
    client.force_login(focal)
    assert "Falta la fuente." in client.get(page).text
    client.post(way("submit_progress", progress))
    client.force_login(validator)
    assert "Falta la fuente." not in client.post(way("clear_progress", progress), follow=True).text
    client.post(way("take_back_progress", progress))
    progress.refresh_from_db()
    assert progress.taken_back_at
    client.logout()
    assert client.get(page).status_code == 404


def test_without_a_validator_any_more_a_report_that_waits_is_taken_back_and_submitted_again(client):
    progress = make_progress(cleared=False, submitted=True)
    client.force_login(make_focal_point())
    client.post(way("take_back_progress", progress))
    client.post(way("submit_progress", progress))
    progress.refresh_from_db()
    assert progress.cleared_at


def test_comments_are_read_by_the_body_and_the_secretariat_alone(client):
    secretary, focal, progress = make_secretary(), make_focal_point(), make_progress()
    client.force_login(secretary)
    assert client.post(way("comment_progress", progress), {"text": " "}).context["shown"].comment_form.errors["text"]
    client.post(way("comment_progress", progress), {"text": "¿De qué provincias?"})
    client.force_login(focal)
    client.post(way("comment_progress", progress), {"text": "De todas."})
    comments = client.get(progress.get_absolute_url()).context["shown"].comments
    assert [str(one.body) for one in comments] == ["", "Uruguay"]
    for reader in (make_observer(), make_focal_point("other@example.org", "PY")):
        client.force_login(reader)
        assert "provincias" not in client.get(progress.get_absolute_url()).text
        assert client.post(way("comment_progress", progress), {"text": "Yo"}).status_code == 403
    assert ProgressComment.objects.count() == 2


def test_evidence_is_added_changed_and_removed_on_its_pages(client):
    progress = make_progress(cleared=False)
    client.force_login(make_focal_point())
    data = {"title_es": "Lista", "citation": "Memoria, 2025", "audience": "members"}
    assert client.post(way("add_evidence", progress), data | {"citation": ""}).context["form"].errors["file"]
    client.post(way("add_evidence", progress), data)
    evidence = Evidence.objects.get()
    assert "Memoria, 2025" in client.get(way("edit_evidence", evidence)).text
    client.post(way("edit_evidence", evidence), data | {"file": SimpleUploadedFile("lista.pdf", PDF)})
    assert "lista.pdf" in client.get(progress.get_absolute_url()).text
    client.post(way("remove_evidence", evidence))
    assert not Evidence.objects.exists()
    client.post(way("remove_progress", progress))
    assert not Progress.objects.exists()


def test_a_page_says_for_whom_and_nothing_is_wider_than_the_commitment(client):
    commitment = make_commitment(audience="members")
    client.force_login(make_focal_point())
    assert client.get(way("add_progress", commitment)).context["form"]["audience"].help_text
    progress = make_progress(commitment=commitment, audience="public")
    make_evidence(progress=progress, audience="secretariat", title={"es": "Reservada"})
    assert "Reservada" in client.get(progress.get_absolute_url()).text
    client.logout()
    assert client.get(progress.get_absolute_url()).status_code == 404
    client.force_login(make_focal_point("other@example.org", "PY"))
    assert "Reservada" not in client.get(progress.get_absolute_url()).text


def test_reports_are_read_in_as_many_queries_as_one(django_assert_max_num_queries):
    commitment, reader = make_commitment(), make_focal_point()
    for number in range(12):
        progress = make_progress(commitment=commitment, percent=number, reported_on=today() - timedelta(days=number))
        make_file(make_evidence(progress=progress))
    make_progress(commitment=commitment, cleared=False, percent=99, reported_on=today())
    with django_assert_max_num_queries(8):
        shown = shown_progress(commitment, reader)
    assert (len(shown), shown[0].progress.percent, len(shown[-2].evidence)) == (13, 99, 1)
    with django_assert_max_num_queries(2):
        latest = latest_progress(Commitment.objects.all(), AnonymousUser())
    assert latest[commitment.pk].percent == 0


def test_the_list_of_a_validator_grows_without_queries(client, django_assert_max_num_queries):
    client.force_login(make_validator())
    for _number in range(8):
        make_progress(cleared=False, submitted=True)
    client.get(reverse("commitments:progress_to_clear"))
    with django_assert_max_num_queries(20):
        answer = client.get(reverse("commitments:progress_to_clear"))
    assert len(answer.context["waiting"][0].reports) == 8


def test_erasing_a_person_takes_their_name_out_of_reasons_and_comments():
    user = make_focal_point()
    person = user.person
    person.name = "Ana Suárez Prueba"
    person.save()
    make_progress(cleared=False, sent_back_why="Que lo vea Ana Suárez Prueba.")
    comment = make_progress_comment(by=user, text="Firmado: Ana Suárez Prueba", at=now())
    assert [one.value for one in comments_of(person)] == [comment.text]
    erase_from_reports(person)
    assert not ProgressComment.objects.filter(text__contains="Ana").exists()
    assert not Progress.objects.filter(sent_back_why__contains="Ana").exists()
