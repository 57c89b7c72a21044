"""Files, links and publications by which progress is seen: what is taken, who reads it, how it is served."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enlace.accounts.models import AuditEntry, User
from enlace.commitments.models import Evidence, Progress
from enlace.commitments.progress.actions import record_progress, take_back_progress
from enlace.commitments.progress.evidence_actions import add_evidence, change_evidence, remove_evidence
from enlace.commitments.testing import make_commitment, make_evidence, make_progress
from enlace.files.models import File, Version, private_storage
from enlace.files.testing import PDF, make_file
from enlace.files.uploads import LARGEST_FILE
from enlace.network.testing import (
    make_cast,
    make_focal_point,
    make_observer,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
TITLE = {"es": "Lista de asistencia"}
SCRIPT = b"<!doctype html><script>document.title = 'x'</script>"
HIDDEN = b"Lista de asistencia\n" + SCRIPT


def upload(content=PDF, name="lista.pdf"):
    return SimpleUploadedFile(name, content)


def stored():
    folder = private_storage().path("files")
    return set(private_storage().listdir("files")[1]) if private_storage().exists(folder) else set()


def refusal(**fields):
    by = User.objects.filter(email="focal@example.org").first() or make_focal_point()
    with pytest.raises(ValidationError) as caught:
        add_evidence(make_progress(cleared=False), by=by, **{"title": TITLE} | fields)
    return caught.value.message_dict


def test_a_file_a_link_and_a_publication_belong_to_a_draft_and_are_fixed_when_it_is_cleared():
    focal, progress = make_focal_point(), make_progress(cleared=False, audience="members")
    with_file = add_evidence(progress, by=focal, title=TITLE, file=upload())
    linked = add_evidence(progress, by=focal, title=TITLE, link="www.example.org/lista", audience="secretariat")
    add_evidence(progress, by=focal, title=TITLE, citation="Memoria anual, Montevideo, 2025")
    assert (with_file.audience, linked.audience, linked.link) == (
        "members",
        "secretariat",
        "https://www.example.org/lista",
    )
    change_evidence(with_file, by=focal, file=upload(name="otra.pdf"), citation="Anexo 2")
    assert list(Version.objects.values_list("number", "name").order_by("number")) == [(1, "lista.pdf"), (2, "otra.pdf")]
    assert "lista.pdf" not in str(list(AuditEntry.objects.values_list("before", "after")))
    remove_evidence(linked, by=focal)
    Progress.objects.filter(pk=progress.pk).update(submitted_at=progress.drafted_at, cleared_at=progress.drafted_at)
    for attempt in (
        lambda: add_evidence(progress, by=focal, title=TITLE, citation="Otra"),
        lambda: change_evidence(with_file, by=focal, citation=""),
        lambda: remove_evidence(with_file, by=focal),
        lambda: add_evidence(progress, by=make_secretary(), title=TITLE, citation="Otra"),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "no es", "http://"])
def test_a_link_leads_to_a_page_and_runs_nothing(link):
    assert refusal(link=link)["link"][0].endswith(".")


def test_what_shows_nothing_is_refused_and_nothing_is_left_behind():
    assert refusal()["file"]
    assert refusal(link="https://example.org", title={"es": " "})["title"]
    assert refusal(link="https://example.org", audience="invited")["audience"]
    before = stored()
    for content, name in ((SCRIPT, "lista.html"), (SCRIPT, "lista.txt"), (SCRIPT, "lista.pdf"), (SCRIPT, "lista.png")):
        assert refusal(file=upload(content, name))["file"]
    assert not Evidence.objects.exists()
    assert not File.objects.exists()
    assert stored() == before


def test_a_text_that_holds_a_script_is_taken_home_and_never_shown_in_place(client):
    """A page that calls itself a text is refused; where the script comes later it is a text, and runs nowhere."""
    evidence = add_evidence(
        make_progress(cleared=False), by=make_focal_point(), title=TITLE, file=upload(HIDDEN, "lista.txt")
    )
    Progress.objects.update(submitted_at=evidence.progress.drafted_at, cleared_at=evidence.progress.drafted_at)
    answer = client.get(File.objects.get().get_absolute_url())
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_file_of_a_report_that_is_not_cleared_is_there_for_its_own_state_alone(client):
    cast = make_cast()
    progress = make_progress(cleared=False, submitted=True)
    address = make_file(make_evidence(progress=progress)).get_absolute_url()
    people = vars(cast) | {"public": AnonymousUser()}

    def readers():
        return {name for name, user in people.items() if Version.objects.visible_to(user).exists()}

    own = {"focal_point", "alternate", "validator"}
    assert readers() == own
    for user, status in ((cast.validator, 200), (cast.secretary, 404), (cast.other_focal_point, 404)):
        client.force_login(user)
        assert client.get(address).status_code == status
    Progress.objects.filter(pk=progress.pk).update(cleared_at=progress.submitted_at)
    assert readers() == set(people)
    Evidence.objects.update(audience="members")
    assert readers() == {*own, "other_focal_point", "secretary", "administrator"}
    take_back_progress(progress, by=cast.focal_point)
    assert readers() == own


def test_the_secretariat_adds_evidence_to_what_it_recorded():
    commitment, secretary = make_commitment(), make_secretary()
    body = ("state", make_state().pk)
    progress = record_progress(commitment, by=secretary, body=body, source={"es": "Nota 12/26"}, percent=10)
    evidence = add_evidence(progress, by=secretary, title=TITLE, file=upload())
    with pytest.raises(PermissionDenied):
        change_evidence(evidence, by=make_focal_point(), citation="Otra")
    remove_evidence(evidence, by=None)
    assert not Version.objects.kept().exists()


def test_the_file_of_cleared_evidence_is_erased_by_its_state_and_that_it_was_there_stays_known(client):
    file = make_file(make_evidence())
    address = reverse("files:erase_file", args=[file.pk])
    for reader, status in ((make_observer(), 403), (make_secretary(), 403), (make_validator(), 302)):
        client.force_login(reader)
        assert client.post(address).status_code == status
    assert client.get(file.get_absolute_url()).status_code == 410


def test_what_is_larger_than_any_file_is_refused_in_the_form_and_nothing_is_left_behind(client):
    commitment, before = make_commitment(), stored()
    client.force_login(make_focal_point())
    large = upload(PDF + b"0" * LARGEST_FILE)
    data = {"quick": "50", "text_es": "Lo que escribí", "audience": "public"}
    data |= {"evidence_title": "Lista", "evidence_file": large, "then": "submit"}
    data["reported_on"] = commitment.events.get().happened_on.isoformat()
    answer = client.post(reverse("commitments:add_progress", args=[commitment.pk]), data)
    assert "20" in answer.context["form"].errors["evidence_file"][0]
    assert "Lo que escribí" in answer.text
    assert (Progress.objects.count(), File.objects.count(), stored()) == (0, 0, before)
