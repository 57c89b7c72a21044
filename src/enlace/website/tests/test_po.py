import polib
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.website.po_files import UnreadablePo, export_po, read_po
from enlace.website.tests.articles import make_news_page
from enlace.website.tests.translating import MACHINE, begin, make_full_article, said, target_of, write
from enlace.website.translation_actions import import_translations
from enlace.website.translations import machine_drafts, missing_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation():
    return begin(make_full_article())


def exported(translation):
    return polib.pofile(export_po(translation, target_of(translation)))


def upload(client, translation, text):
    data = text if isinstance(text, bytes) else str(text).encode()
    return client.post(f"/cms/parity/{translation.pk}/po/", {"file": SimpleUploadedFile("pt.po", data)})


def test_a_translator_gets_every_text_and_gives_the_page_back(client, secretary, translation):
    answer = client.get(f"/cms/parity/{translation.pk}/po/file/")
    assert answer["Content-Disposition"] == 'attachment; filename="diez-anos-pt.po"'
    po = polib.pofile(answer.content.decode())
    for entry in po:
        entry.msgstr = entry.msgid + " (pt)"
    answer = upload(client, translation, po)
    assert answer.context["result"].taken == len(po) == 17
    assert not missing_texts(translation).exists()
    assert target_of(translation).title == "Diez años de la Red (pt)"
    assert target_of(translation).slug == "diez-anos-pt"
    assert not target_of(translation).live
    assert AuditEntry.objects.get(action="import_translations").by == secretary


def test_machine_drafts_go_out_fuzzy_and_come_back_confirmed_where_the_mark_was_taken_off(secretary, translation):
    write(translation, kind=MACHINE)
    po = exported(translation)
    assert sum(entry.fuzzy for entry in po) == 16
    for entry in po:
        if entry.msgctxt == "title":
            entry.flags.remove("fuzzy")
    result = import_translations(translation, po, by=secretary)
    assert (result.taken, machine_drafts(target_of(translation)).count()) == (1, 15)


def test_empty_and_unknown_entries_are_counted_and_left_out(secretary, translation):
    po = exported(translation)
    po.append(polib.POEntry(msgid="Gone", msgctxt="title", msgstr="Foi-se"))
    result = import_translations(translation, po, by=secretary)
    assert (result.unfinished, result.unknown) == (17, 1)


@pytest.mark.parametrize(
    ("path", "text"), [("kind", "x" * 61), ("title", "<script>alert(1)</script>"), ("summary", '<a id="a9">x</a>')]
)
def test_a_text_that_the_page_cannot_take_is_refused_with_its_reason(secretary, translation, path, text):
    write(translation)
    before = target_of(translation).title
    po = exported(translation)
    for entry in po:
        if entry.msgctxt == path:
            entry.msgstr = text
    (refused,) = import_translations(translation, po, by=secretary).refused
    assert refused[1]
    assert target_of(translation).title in (before, "Diez años de la Red (pt)")
    assert not missing_texts(translation).exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b'msgid "a\nmsgstr',
        b"\xff\xfe\x00",
        b"\x00" * 50,
        b'msgid "a"\nmsgstr "b"\n',
        b"PK\x03\x04",
        b"/etc/passwd",
    ],
)
def test_what_is_no_po_file_of_this_page_is_refused_in_a_sentence(client, secretary, translation, data):
    answer = upload(client, translation, data)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not translation.source.translation_logs.filter(revision__user=secretary).exists()


def test_the_file_of_another_page_or_language_is_refused(translation):
    other = begin(make_news_page())
    with pytest.raises(UnreadablePo):
        read_po(export_po(other, target_of(other)).encode(), translation)


def test_a_file_that_is_too_large_is_refused(client, secretary, translation):
    answer = upload(client, translation, b"#" * (2 * 1024 * 1024 + 1))
    assert "2 MB" in str(answer.context["form"].errors["file"])


def test_the_upload_of_the_side_by_side_editor_takes_the_same_way(client, secretary, translation):
    data = SimpleUploadedFile("pt.po", b"nothing")
    answer = client.post(f"/cms/localize/translate/{translation.pk}/pofile/upload/", {"file": data})
    assert answer.context["form"].errors["file"]


def test_who_may_not_edit_the_page_imports_nothing(translation):
    with pytest.raises(PermissionDenied):
        import_translations(translation, exported(translation), by=make_user("stranger@example.org"))


def test_an_independent_page_has_no_po_file(client, secretary):
    page = make_news_page()
    make_news_page("pt", translation_key=page.translation_key)
    html = client.get(f"/cms/parity/?page={page.pk}").content.decode()
    assert "/po/" not in html
    assert said(client.get("/cms/parity/")) == ""
