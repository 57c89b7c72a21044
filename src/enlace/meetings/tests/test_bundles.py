"""All papers that somebody may read in one file: what is in it, what never is, and when it is fetched."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.core.texts import Texts
from enlace.files.models import Version, private_storage
from enlace.files.testing import make_version
from enlace.meetings.models import Bundle
from enlace.meetings.papers.bundle_actions import KEPT, ask_for_bundle, forget_bundles
from enlace.meetings.papers.bundle_building import build_bundle
from enlace.meetings.papers.bundle_state import LATE, may_be_fetched, state_of
from enlace.meetings.papers.paper_actions import change_paper, remove_paper, take_back_paper
from enlace.meetings.testing import make_bundle, make_meeting, make_session
from enlace.meetings.tests.making_papers import add_language, paper_in, pdf
from enlace.network.models import Mandate
from enlace.network.testing import fresh, make_focal_point, make_host, make_observer, make_secretary

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name, *arguments):
    return reverse(f"meetings:{name}", args=arguments)


def text_of(answer) -> str:
    return answer.content.decode()


def fetched(user, bundle) -> bytes:
    answer = signed_in(user).get(url("bundle_file", bundle.pk))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def names_in(content: bytes) -> list[str]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def words_of(content: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def bookmarks_of(content: bytes) -> list[tuple[str, list]]:
    def read(items):
        return [(item.title, read(item.children)) for item in items]

    with pikepdf.open(BytesIO(content)) as document, document.open_outline() as outline:
        return read(outline.root)


def test_a_zip_has_folders_in_the_order_of_the_agenda_and_each_paper_in_the_readers_language():
    meeting, reader = make_meeting(), make_focal_point()
    second = make_session(meeting=meeting, day=meeting.ends_on, title=Texts({"es": "Cierre"}))
    first = make_session(meeting=meeting, title=Texts({"es": "Apertura: ¿qué sigue?"}))
    paper_in("es", session=second, title="Acta")
    both = paper_in("es", session=first, title={"es": "Nota", "en": "Note"})
    add_language(both, "en")
    with override("en"):
        names = names_in(fetched(reader, ask_for_bundle(meeting, "zip", "en", by=reader)))
    assert [name.split("/")[0][0] for name in names] == ["1", "2"]
    assert [name.split("/", 1)[1] for name in names] == [
        "01 Apertura ¿qué sigue/01 Note (en).pdf",
        "02 Cierre/01 Acta (es).pdf",
    ]


def test_a_pdf_has_a_cover_with_contents_all_pages_and_bookmarks_by_day_session_and_paper():
    meeting, reader = make_meeting(), make_focal_point()
    session = make_session(meeting=meeting, title=Texts({"es": "Apertura"}))
    paper_in(session=session, title="Nota conceptual", content=pdf(3))
    paper_in(session=session, title="Propuesta", content=pdf(2))
    content = fetched(reader, ask_for_bundle(meeting, "pdf", "es", by=reader))
    pages = words_of(content)
    assert len(pages) == 1 + 3 + 2
    assert all(words in pages[0] for words in ("Reunión de prueba", "Apertura", "Nota conceptual", "Propuesta"))
    assert pages[0].index("Nota conceptual") < pages[0].index("Propuesta")
    _contents, (_day, sessions) = bookmarks_of(content)
    assert sessions == [("Apertura", [("Nota conceptual", []), ("Propuesta", [])])]


def test_the_contents_name_the_page_on_which_each_paper_begins():
    meeting, reader = make_meeting(), make_focal_point()
    session = make_session(meeting=meeting)
    paper_in(session=session, title="Primera", content=pdf(3))
    paper_in(session=session, title="Segunda", content=pdf(2))
    cover = words_of(fetched(reader, ask_for_bundle(meeting, "pdf", "es", by=reader)))[0].split()
    assert cover[cover.index("Primera") + 1] == "2"
    assert cover[cover.index("Segunda") + 1] == "5"


def test_what_cannot_be_merged_is_named_on_the_cover_and_stands_in_the_zip():
    meeting, reader = make_meeting(), make_focal_point()
    session = make_session(meeting=meeting)
    paper_in(session=session, title="Legible")
    paper_in(session=session, title="Con clave", content=pdf(lock="secreto"))
    paper_in(session=session, title="Dañado", content=b"%PDF-1.7\nnothing else")
    paper_in(session=session, title="Tabla", content=b"a;b", name="tabla.csv")
    whole = ask_for_bundle(meeting, "pdf", "es", by=reader)
    pages = words_of(fetched(reader, whole))
    assert len(pages) == 2
    assert all(title in pages[0] for title in ("Legible", "Con clave", "Dañado", "Tabla"))
    assert [one["why"] for one in Bundle.objects.get(pk=whole.pk).left_out] == ["locked", "broken", "kind"]
    shown = text_of(signed_in(reader).get(whole.get_absolute_url()))
    assert all(title in shown for title in ("Con clave", "Dañado", "Tabla"))
    assert len(names_in(fetched(reader, ask_for_bundle(meeting, "zip", "es", by=reader)))) == 4


@pytest.mark.parametrize("form", ["pdf", "zip"])
def test_the_file_of_an_observer_names_nothing_of_the_members(form):
    observer, meeting = make_observer(), make_meeting(audience="network")
    open_session = make_session(meeting=meeting, audience="network", title=Texts({"es": "Abierta"}))
    members = make_session(meeting=meeting, title=Texts({"es": "Reservada"}))
    mine = paper_in(session=open_session, audience="network", title="Para todos")
    paper_in(session=open_session, title="Solo miembros")
    paper_in(session=members, title="De los miembros")
    paper_in(session=open_session, audience="network", title="Sin publicar", released_at=None)
    bundle = ask_for_bundle(meeting, form, "es", by=observer)
    content = fetched(observer, bundle)
    words = " ".join(words_of(content) if form == "pdf" else names_in(content))
    assert "Para todos" in words
    assert not any(secret in words for secret in ("Reservada", "miembros", "Sin publicar"))
    assert bundle.versions == [Version.objects.get(file__owner_id=mine.texts.get().pk).pk]


def test_organisers_get_what_is_not_released_too():
    paper, host = paper_in(released_at=None), make_host()
    assert len(names_in(fetched(host, ask_for_bundle(paper.session.meeting, "zip", "es", by=host)))) == 1


def test_who_may_read_nothing_asks_for_nothing():
    paper = paper_in()
    with pytest.raises(PermissionDenied):
        ask_for_bundle(paper.session.meeting, "zip", "es", by=make_observer())
    with pytest.raises(ValidationError):
        ask_for_bundle(paper.session.meeting, "exe", "es", by=make_focal_point())


def test_a_file_is_its_owners_alone():
    paper, owner = paper_in(), make_focal_point()
    bundle = ask_for_bundle(paper.session.meeting, "zip", "es", by=owner)
    for other in (make_secretary(), make_focal_point("other@example.org", "PY")):
        assert signed_in(other).get(url("bundle", bundle.pk)).status_code == 404
        assert signed_in(other).get(url("bundle_file", bundle.pk)).status_code == 404


@pytest.mark.parametrize(
    "close",
    [
        lambda paper: take_back_paper(paper, by=None),
        lambda paper: change_paper(paper, by=None, title=paper.title, audience="secretariat"),
        lambda paper: (take_back_paper(paper, by=None), remove_paper(paper, by=None)),
    ],
    ids=["taken back", "closed to them", "removed"],
)
def test_a_file_with_a_paper_that_is_not_for_its_reader_any_more_is_not_handed_out(close):
    paper, reader = paper_in(), make_focal_point()
    bundle = ask_for_bundle(paper.session.meeting, "zip", "es", by=reader)
    close(paper)
    answer = signed_in(reader).get(url("bundle_file", bundle.pk))
    assert answer.status_code == 404
    assert not answer.streaming
    assert state_of(Bundle.objects.get(pk=bundle.pk), fresh(reader)).stage == "closed"
    assert url("ask_for_bundle", paper.session.meeting_id) in text_of(answer)


def test_a_file_is_not_handed_out_when_the_mandate_of_its_reader_is_over():
    paper, reader = paper_in(), make_focal_point()
    bundle = ask_for_bundle(paper.session.meeting, "zip", "es", by=reader)
    Mandate.objects.filter(person__user=reader).update(until=now() - timedelta(days=1))
    assert signed_in(reader).get(url("bundle_file", bundle.pk)).status_code == 404


def test_a_newer_version_is_said_and_the_file_is_as_it_was():
    paper, reader = paper_in(), make_focal_point()
    bundle = ask_for_bundle(paper.session.meeting, "zip", "es", by=reader)
    assert not state_of(bundle, reader).outdated
    make_version(file=Version.objects.get().file, content=pdf(2))
    assert state_of(bundle, reader).outdated
    assert may_be_fetched(bundle, reader)


def test_asking_twice_at_once_builds_one():
    paper, reader = paper_in(), make_focal_point()
    waiting = make_bundle(user=reader, meeting=paper.session.meeting, finished_at=None)
    assert ask_for_bundle(paper.session.meeting, "zip", "es", by=reader) == waiting
    assert ask_for_bundle(paper.session.meeting, "pdf", "es", by=reader) != waiting
    assert AuditEntry.objects.filter(action="ask_for_bundle").count() == 1


def test_the_last_three_are_kept_and_the_files_of_the_others_are_gone(django_capture_on_commit_callbacks):
    paper, reader = paper_in(), make_focal_point()
    with django_capture_on_commit_callbacks(execute=True):
        bundles = [ask_for_bundle(paper.session.meeting, "zip", "es", by=reader) for _ in range(KEPT + 2)]
    assert list(Bundle.objects.order_by("pk")) == bundles[2:]
    assert [Path(one.content.path).exists() for one in bundles] == [False, False, True, True, True]


def test_after_a_week_file_and_row_are_gone_and_so_is_a_file_that_no_row_names(django_capture_on_commit_callbacks):
    old, kept = (make_bundle(user=make_focal_point(f"{n}@example.org")) for n in "ab")
    Bundle.objects.filter(pk=old.pk).update(asked_at=now() - timedelta(days=8))
    stray = Path(private_storage().path("bundles/stray"))
    stray.write_bytes(b"left behind")
    with django_capture_on_commit_callbacks(execute=True):
        forget_bundles(now() + timedelta(hours=1))
    assert list(Bundle.objects.all()) == [kept]
    assert not Path(old.content.path).exists()
    assert stray.exists()
    forget_bundles(now() + timedelta(days=2))
    assert not stray.exists()
    assert Path(kept.content.path).exists()


def test_a_file_that_was_built_is_not_built_again():
    paper, reader = paper_in(), make_focal_point()
    bundle = ask_for_bundle(paper.session.meeting, "zip", "es", by=reader)
    build_bundle.enqueue(bundle.pk)
    assert Bundle.objects.get(pk=bundle.pk).content == bundle.content
    assert not list((settings.CACHE / "bundles").iterdir())


def test_its_page_tells_how_far_it_is_and_answers_with_that_part_alone_when_asked():
    reader = make_focal_point()
    bundle = make_bundle(user=reader, finished_at=None, done=15, total=60)
    client = signed_in(reader)
    whole, part = (
        client.get(url("bundle", bundle.pk)),
        client.get(url("bundle", bundle.pk), headers={"HX-Request": "1"}),
    )
    assert 'value="25"' in text_of(whole)
    assert "25 %" in text_of(part)
    assert "<html" in text_of(whole)
    assert "<html" not in text_of(part)


def test_who_waits_too_long_and_who_meets_a_fault_may_ask_anew():
    reader = make_focal_point()
    late = make_bundle(user=reader, finished_at=None, asked_at=now() - LATE - timedelta(minutes=1))
    failed = make_bundle(user=reader, meeting=late.meeting, finished_at=None, fault="large")
    assert state_of(late, reader).stage == "late"
    assert state_of(failed, reader).stage == "failed"
    for bundle in (late, failed):
        assert url("ask_for_bundle", late.meeting_id) in text_of(signed_in(reader).get(url("bundle", bundle.pk)))


def test_it_is_asked_for_on_the_page_of_papers():
    paper, reader = paper_in(), make_focal_point()
    client = signed_in(reader)
    answer = client.post(url("ask_for_bundle", paper.session.meeting_id), {"form": "pdf", "language": "es"})
    assert answer.url == url("bundle", Bundle.objects.get().pk)
    assert url("bundle_file", Bundle.objects.get().pk) in text_of(client.get(answer.url))
