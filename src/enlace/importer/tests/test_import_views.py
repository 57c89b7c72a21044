"""The importer in the CMS: upload, preview, drafts; for editors, each for their own."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.clock import now
from enlace.core.registry import registered
from enlace.importer import forms
from enlace.importer.models import ImportedPage, PendingFile, PendingImport
from enlace.importer.pending_actions import forget_pending_imports
from enlace.importer.testing import ENGLISH, bilingual_page, saved_page
from enlace.website.models import NewsPage, SiteImage
from enlace.website.testing import make_editor, make_secretary
from enlace.website.tests.articles import picture

pytestmark = pytest.mark.django_db
START = "/cms/import/"


@pytest.fixture
def editor(client):
    editor = make_editor(language="en")
    client.force_login(editor)
    return editor


def upload(client, *files, text=""):
    """`files` are names and contents."""
    chosen = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(START, {"page_files": chosen, "text": text})


def seen(answer):
    return " ".join(answer.content.decode().split())


def test_the_door_is_closed_to_strangers_and_to_those_without_the_cms(client):
    assert "/accounts/login/" in client.get(START)["Location"]
    client.force_login(make_user())
    assert client.get(START).status_code == 403


@pytest.mark.parametrize("make", [make_editor, make_secretary])
def test_whoever_may_add_news_finds_it_in_the_menu(client, make):
    client.force_login(make(language="en"))
    assert START in client.get("/cms/").content.decode()
    assert "Import pages" in seen(client.get(START))


def test_who_may_enter_the_cms_but_not_add_news_is_refused(client):
    user = make_editor(language="en")
    user.groups.get().page_permissions.all().delete()
    client.force_login(user)
    assert START not in client.get("/cms/").content.decode()
    answer = client.get(START)
    assert answer.status_code in {302, 403}
    assert "page_files" not in answer.content.decode()


def test_the_preview_shows_what_would_be_made_and_makes_nothing(client, editor):
    page = bilingual_page(inside="<nav><a href='/a'>About us</a></nav>")
    answer = client.get(upload(client, ("page.html", page))["Location"])
    assert "Delegates met in the library" in seen(answer)
    assert "Title missing" in seen(answer)
    assert "Text: 2 paragraphs" in seen(answer)
    assert "<td>About us</td><td>navigation</td>" in seen(answer)
    assert ENGLISH[0] in seen(answer)
    assert not ImportedPage.objects.exists()


def test_the_preview_is_written_in_the_editors_language(client):
    client.force_login(make_editor(language="pt"))
    answer = client.get(
        upload(client, ("page.html", bilingual_page(inside="<nav><a href='/'>Home</a></nav>")))["Location"]
    )
    assert "Falta o título" in seen(answer)
    assert "<td>navegação</td>" in seen(answer)


def test_drafts_are_made_once_and_the_result_leads_to_them(client, editor):
    preview = upload(client, ("page.html", bilingual_page()))["Location"]
    client.post(f"{preview}make/")
    answer = client.post(f"{preview}make/", follow=True)
    pages = NewsPage.objects.filter(pk__in=ImportedPage.objects.values("page"))
    assert [page.live for page in pages] == [False, False]
    assert all(f"/cms/pages/{page.pk}/edit/" in seen(answer) for page in pages)
    assert "/cms/parity/" in seen(answer)
    assert not PendingFile.objects.exists()


def test_the_same_page_again_is_announced_as_an_update(client, editor):
    client.post(f"{upload(client, ('page.html', bilingual_page()))['Location']}make/")
    page = NewsPage.objects.get(title="Delegates met in the library")
    answer = client.get(upload(client, ("again.html", bilingual_page()))["Location"])
    assert "was imported before" in seen(answer)
    assert f"/cms/pages/{page.pk}/edit/" in seen(answer)


def test_a_pasted_text_is_a_page(client, editor):
    text = "\n\n".join(["A meeting in spring", *ENGLISH])
    client.post(f"{upload(client, text=text)['Location']}make/")
    assert NewsPage.objects.get(title="A meeting in spring").owner == editor


def test_pictures_chosen_with_the_page_come_with_it(client, editor):
    page = saved_page(
        *ENGLISH, inside=f"<p>{ENGLISH[0]}</p><img src='page_files/door.png' alt='A door'><img src='no.png'>"
    )
    preview = upload(client, ("page.html", page), ("door.png", picture()))["Location"]
    assert "is taken over" in seen(client.get(preview))
    assert "was not among the files" in seen(client.get(preview))
    assert not SiteImage.objects.filter(title="door").exists()
    client.post(f"{preview}make/")
    assert SiteImage.objects.filter(title="door").count() == 1


def test_a_file_that_is_no_page_is_told_in_a_sentence_and_stops_none_of_the_rest(client, editor):
    preview = upload(client, ("empty.html", b" "), ("page.html", bilingual_page()))["Location"]
    assert "empty.html is empty" in seen(client.get(preview))
    answer = client.post(f"{preview}make/", follow=True)
    assert "empty.html is empty" in seen(answer)
    assert ImportedPage.objects.count() == 2


@pytest.mark.parametrize("action", ["", "make/", "discard/"])
def test_the_upload_of_somebody_else_is_not_there(client, editor, action):
    preview = upload(client, ("page.html", bilingual_page()))["Location"]
    client.force_login(make_secretary())
    ask = client.post if action else client.get
    assert ask(preview + action, follow=True).status_code == 404
    assert not ImportedPage.objects.exists()


def test_what_is_discarded_is_gone(client, editor):
    preview = upload(client, ("page.html", bilingual_page()))["Location"]
    assert "nothing was made of it" in seen(client.post(f"{preview}discard/", follow=True))
    assert not PendingImport.objects.exists()
    assert client.get(preview, follow=True).status_code == 404


def test_what_waits_is_listed_for_its_owner_alone(client, editor):
    preview = upload(client, ("page.html", bilingual_page()))["Location"]
    assert preview in seen(client.get(START))
    client.force_login(make_secretary())
    assert preview not in seen(client.get(START))


def test_nothing_chosen_or_pictures_alone_get_a_sentence(client, editor):
    assert "Choose at least one file" in seen(upload(client))
    assert "Choose the page that these pictures belong to" in seen(upload(client, ("door.png", picture())))
    assert not PendingImport.objects.exists()


def test_too_many_and_too_large_files_get_a_sentence(client, editor, monkeypatch):
    monkeypatch.setattr(forms, "MOST_FILES", 2)
    monkeypatch.setattr(forms, "LIMIT_MB", 0)
    assert "You chose 3 files" in seen(upload(client, *[(f"{n}.html", b"x") for n in range(3)]))
    assert "files up to 0 MB" in seen(upload(client, ("large.html", b"x")))


def test_what_is_a_day_old_is_forgotten_by_the_tick(client, editor):
    upload(client, ("page.html", bilingual_page()))
    assert forget_pending_imports in registered("tick")
    assert forget_pending_imports(now()) == 0
    assert forget_pending_imports(now() + timedelta(hours=25)) == 1
    assert not PendingFile.objects.exists()


def test_the_audit_log_knows_who_made_the_drafts(client, editor):
    preview = upload(client, ("page.html", bilingual_page()))["Location"]
    client.post(f"{preview}make/")
    entries = AuditEntry.objects.filter(action__in=["keep_upload", "make_drafts", "import_page"])
    assert [entry.action for entry in entries.order_by("id")] == [
        "keep_upload",
        "import_page",
        "import_page",
        "make_drafts",
    ]
    assert {entry.by for entry in entries} == {editor}


def test_markup_in_names_and_texts_is_shown_not_run(client, editor):
    page = saved_page(*ENGLISH, "They wrote <script>alert(1)</script> on the wall of the library and laughed about it.")
    answer = client.get(upload(client, ("<b>page.html", page))["Location"])
    assert "<script>alert(1)</script>" not in answer.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.content.decode()
