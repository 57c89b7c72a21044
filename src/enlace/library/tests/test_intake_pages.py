"""Files are brought to a page and looked at on others: one by one, or many at once."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from enlace.core.clock import now
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.files.testing import make_file
from enlace.files.uploads import LARGEST_FILE
from enlace.library.intake import reading_actions, tasks
from enlace.library.intake.queries import reviewed
from enlace.library.models import IngestedFile, LanguageVersion, Publication, Reading
from enlace.library.testing import (
    make_collection,
    make_ingested_file,
    make_language_version,
    make_publication,
    make_reading,
)
from enlace.library.tests.pdf_making import SPANISH, made_pdf
from enlace.network.testing import make_focal_point, make_secretary

pytestmark = pytest.mark.django_db
INTAKE = "library:intake"


@pytest.fixture
def secretary(client):
    user = make_secretary()
    client.force_login(user)
    return user


def upload(name, content):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def report(title, body=SPANISH):
    return made_pdf(f"# {title}\nMayo de 2019\n{body}")


def bring(client, *uploads, **fields):
    return client.post(reverse(INTAKE), {"documents": list(uploads), **fields})


def test_files_are_taken_in_each_for_itself(client, secretary, django_capture_on_commit_callbacks):
    collection = make_collection()
    large = upload("grande.pdf", b"%PDF-1.7" + b" " * LARGEST_FILE)
    same = report("Informe sobre la memoria")
    answer = bring(
        client,
        upload("informe.pdf", same),
        upload("../../copia.pdf", same),
        upload("carta.docx", b"PK\x03\x04"),
        large,
        collection=collection.pk,
    )
    assert answer.status_code == 302
    statuses = dict(IngestedFile.objects.values_list("name", "reason"))
    assert statuses == {"informe.pdf": "", "copia.pdf": "", "carta.docx": "not_pdf", "grande.pdf": "large"}
    publication = Publication.objects.get()
    assert (publication.title["es"], publication.issued) == ("Informe sobre la memoria", "2019-05")
    assert publication.collection == collection
    came = {one.name: one for one in IngestedFile.objects.all()}
    assert came["copia.pdf"].status == "duplicate"
    assert came["informe.pdf"].by == secretary
    assert not Version.objects.kept().filter(file__in=files_of(came["copia.pdf"])).exists()
    page = client.get(reverse(INTAKE)).content.decode()
    assert "grande.pdf" in page
    assert "Informe sobre la memoria" in page
    assert reverse("library:review_publication", args=[publication.pk]) in page


def test_the_script_of_the_page_is_told_what_became_of_each(client, secretary):
    sent = {"documents": upload("nota.txt", b"nothing")}
    answer = client.post(reverse(INTAKE), sent, headers={"accept": "application/json"})
    assert answer.json() == {"files": [{"name": "nota.txt", "status": "refused"}]}
    assert client.post(reverse(INTAKE), {}).context["form"].errors["documents"]


def test_what_waits_is_told_and_refreshed_and_taken_up_by_the_tick(client, secretary):
    waiting = make_ingested_file(by=secretary)
    make_file(waiting, content=report("Lo que esperaba"), name="informe-1.pdf")
    part = client.get(reverse(INTAKE), headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part
    assert tasks.settle_what_was_left(now()) == 0
    assert tasks.settle_what_was_left(now() + 2 * tasks.LEFT_AFTER) == 1
    waiting.refresh_from_db()
    assert waiting.status == "ingested"
    assert "hx-trigger" not in client.get(reverse(INTAKE), headers={"hx-request": "true"}).content.decode()


def test_a_version_is_read_however_it_came(client):
    good = make_language_version(content=report("Uno"))
    broken = make_language_version(content=b"%PDF-1.7\nnothing")
    assert reading_actions.read_unread_versions(now()) == 2
    assert reading_actions.read_unread_versions(now()) == 0
    found = {one.version.file.owner: one for one in Reading.objects.all()}
    assert (found[good].pages, found[good].language) == (1, "es")
    assert (found[broken].pages, found[broken].metadata) == (0, {"fault": "broken"})


def test_what_nothing_became_of_is_taken_off_the_list(client, secretary):
    refused = make_ingested_file(reason="broken", read_at=now())
    became = make_ingested_file(read_at=now(), publication=make_publication(confirmed=False))
    for one, status in ((refused, 302), (became, 403)):
        assert client.post(reverse("library:remove_ingested_file", args=[one.pk])).status_code == status
    assert IngestedFile.objects.get() == became


def drafts(many):
    for number in range(many):
        publication = make_publication(confirmed=False, title={"es": f"Borrador {number}"}, issued="")
        make_reading(language_version=make_language_version(publication=publication))
        make_ingested_file(read_at=now(), publication=publication, proposals={"base": f"b{number}"})
    return list(Publication.objects.order_by("pk"))


def row(publication, **fields):
    said = {"title": str(publication.title), "issued": "", "collection": "", "language": "es"} | fields
    return {f"{publication.pk}-{name}": value for name, value in said.items()}


def test_many_are_confirmed_at_once_and_what_is_wrong_is_named(client, secretary):
    collection = make_collection()
    right, wrong, unmarked = drafts(3)
    data = row(right, chosen="on", title="Corregido", issued="mayo de 2015", collection=collection.pk, language="pt")
    data |= row(wrong, chosen="on", issued="el otro día") | row(unmarked, title="no se guarda")
    page = client.post(reverse("library:review"), data)
    right.refresh_from_db()
    assert right.confirmed_at
    assert (right.title, right.issued, right.collection) == ({"pt": "Corregido"}, "2015-05", collection)
    assert right.language_versions.get().language == "pt"
    assert list(Publication.objects.unconfirmed().order_by("pk")) == [wrong, unmarked]
    assert "el otro día" in page.content.decode()
    assert "no se guarda" in page.content.decode()
    assert client.post(reverse("library:review"), row(wrong, chosen="on")).status_code == 302
    assert Publication.objects.get(pk=unmarked.pk).title == {"es": "Borrador 2"}


def test_one_is_confirmed_beside_its_first_page_and_the_next_follows(client, secretary):
    bring(client, upload("uno.pdf", report("Informe primero")), upload("dos.pdf", report("Informe segundo", "Más.")))
    first, second = Publication.objects.order_by("pk")
    address = reverse("library:review_publication", args=[first.pk])
    page = client.get(address).content.decode()
    assert "La regulación de las armas" in page
    assert reverse("publications:cover", args=[first.pk]) in page
    said = {"title_es": "Informe anual", "issued": "2018", "kind": "report", "language": "es", "collection": ""}
    maker = {"contributor-0-role": "author", "contributor-0-body": "La Red", "contributor-0-family": ""}
    added = client.post(address, said | maker | {"contributor": "add"})
    assert not added.context["form"].errors
    assert Publication.objects.get(pk=first.pk).confirmed_at is None
    answer = client.post(address, said | maker)
    assert answer.status_code == 302, (answer.context["form"].errors, [f.errors for f in answer.context["rows"].forms])
    assert answer.url == reverse("library:review_publication", args=[second.pk])
    first.refresh_from_db()
    assert (first.title["es"], first.issued, first.contributors.get().body) == ("Informe anual", "2018", "La Red")


def test_another_language_of_the_same_work_is_joined(client, secretary):
    english = "# Annual report\nMay 2019\nThe regulation of firearms prevents mass violence and helps every state."
    bring(client, upload("informe_es.pdf", report("Informe anual")), upload("informe_en.pdf", made_pdf(english)))
    spanish, other = Publication.objects.order_by("pk")
    assert [line.further_of for line in reviewed([spanish, other], secretary)] == [None, spanish]
    address = reverse("library:join_further_language", args=[other.pk])
    client.post(address, {"into": spanish.pk})
    assert Publication.objects.get() == spanish
    assert set(LanguageVersion.objects.values_list("language", flat=True)) == {"es", "en"}
    assert IngestedFile.objects.filter(publication=spanish).count() == 2


def test_the_lists_ask_the_same_however_many_there_are(client, secretary, django_assert_max_num_queries):
    drafts(30)
    for name, most in ((INTAKE, 30), ("library:review", 30)):
        with django_assert_max_num_queries(most):
            assert client.get(reverse(name)).status_code == 200


def test_others_find_no_way_in(client):
    for user in (AnonymousUser(), make_focal_point()):
        if user.is_authenticated:
            client.force_login(user)
        for name in (INTAKE, "library:review"):
            assert client.get(reverse(name)).status_code in (302, 403)


def test_the_command_and_the_page_know_each_other(client, secretary, tmp_path):
    content = report("Una vez")
    (tmp_path / "a.pdf").write_bytes(content)
    call_command("ingest", str(tmp_path))
    bring(client, upload("b.pdf", content))
    assert Publication.objects.count() == 1
    assert IngestedFile.objects.get(name="b.pdf").status == "duplicate"
