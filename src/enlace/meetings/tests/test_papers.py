"""Papers: prepared unseen, released to their audience, each language with a file of its own."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.core.texts import Texts
from enlace.files.models import Version
from enlace.meetings.models import Paper, PaperText
from enlace.meetings.papers.paper_actions import (
    add_paper,
    add_paper_text,
    change_paper,
    move_paper,
    release_paper,
    remove_paper,
    remove_paper_text,
    take_back_paper,
)
from enlace.meetings.papers.queries import papers_by_session
from enlace.meetings.papers.telling_actions import tell_of_papers
from enlace.meetings.testing import make_meeting, make_paper, make_session
from enlace.meetings.tests.making_papers import add_language, paper_in, pdf, upload
from enlace.network.models import Mandate
from enlace.network.testing import fresh, make_cast, make_focal_point, make_host, make_observer, make_secretary

pytestmark = pytest.mark.django_db
TITLE = {"es": "Armas de fuego", "en": "Firearms"}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def url(name, *arguments):
    return reverse(f"meetings:{name}", args=arguments)


def titles(meeting, reader):
    return [str(shown.paper) for one in papers_by_session(meeting, fresh(reader)) for shown in one.papers]


def test_a_paper_is_prepared_unseen_and_read_once_it_is_released():
    host, reader, session = make_host(), make_focal_point(), make_session()
    paper = add_paper(session, by=host, title=TITLE)
    add_paper_text(paper, "es", upload(), by=host)
    assert titles(session.meeting, host) == ["Armas de fuego"]
    assert titles(session.meeting, reader) == []
    release_paper(paper, by=host)
    assert titles(session.meeting, reader) == ["Armas de fuego"]
    take_back_paper(paper, by=host)
    assert titles(session.meeting, reader) == []


def test_what_is_done_to_a_paper_is_recorded_without_its_words():
    session = make_session()
    paper = add_paper(session, by=None, title=TITLE, audience="network")
    add_paper_text(paper, "pt", upload(), by=None)
    release_paper(paper, by=None)
    change_paper(paper, by=None, title=TITLE, audience="members")
    log = {entry.action: entry for entry in AuditEntry.objects.filter(subject_kind="meetings.paper")}
    assert log["add_paper"].after == {"session": session.pk, "audience": "network"}
    assert log["add_paper_text"].after == {"language": "pt"}
    assert (log["change_paper"].before, log["change_paper"].after) == ({"audience": "network"}, {"audience": "members"})
    assert not any("Armas" in str([entry.before, entry.after]) for entry in log.values())


def test_nobody_else_prepares_one():
    cast, session = make_cast(), make_session()
    for user in (cast.focal_point, cast.validator, cast.observer, cast.editor, cast.stranger, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            add_paper(session, by=user, title=TITLE)


def test_the_host_prepares_papers_until_the_last_day_of_its_meeting():
    host = make_host()
    last_day = make_session(meeting=make_meeting(begins_on=today() - timedelta(days=1), ends_on=today()))
    add_paper(last_day, by=host, title=TITLE)
    over = make_session(
        meeting=make_meeting(begins_on=today() - timedelta(days=2), ends_on=today() - timedelta(days=1))
    )
    with pytest.raises(PermissionDenied):
        add_paper(over, by=fresh(host), title=TITLE)


def test_a_host_cannot_put_a_paper_out_of_its_own_sight():
    host, session = make_host(), make_session()
    with pytest.raises(ValidationError) as refused:
        add_paper(session, by=host, title=TITLE, audience="secretariat")
    assert "audience" in refused.value.message_dict
    paper = add_paper(session, by=make_secretary(), title=TITLE, audience="secretariat")
    assert paper not in Paper.objects.visible_to(host)


def test_a_paper_needs_a_file_before_it_is_released():
    paper = make_paper(released_at=None)
    with pytest.raises(PermissionDenied):
        release_paper(paper, by=None)


def test_a_second_file_in_a_language_is_its_new_version():
    paper = add_paper(make_session(), by=None, title=TITLE)
    first = add_paper_text(paper, "es", upload(), by=None)
    second = add_paper_text(paper, "es", upload(pdf(2)), by=None)
    assert first == second
    assert list(Version.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_what_is_no_pdf_and_what_is_in_no_language_is_refused_with_a_sentence_and_leaves_nothing():
    paper = make_paper()
    with pytest.raises(ValidationError) as refused:
        add_paper_text(paper, "es", upload(b"MZ this is a program"), by=None)
    assert "no es lo que dice su nombre" in refused.value.message_dict["file"][0]
    with pytest.raises(ValidationError) as refused:
        add_paper_text(paper, "xx", upload(), by=None)
    assert "language" in refused.value.message_dict
    assert not PaperText.objects.exists()
    assert not Version.objects.exists()


def test_papers_change_places_and_the_first_stays_first():
    session = make_session()
    first, second = (add_paper(session, by=None, title={"es": word}) for word in ("Primero", "Segundo"))
    assert move_paper(second, by=None, earlier=True)
    assert list(session.papers.all()) == [second, first]
    assert not move_paper(second, by=None, earlier=True)


def test_a_removed_paper_takes_its_files_along(django_capture_on_commit_callbacks):
    paper = paper_in(released_at=None)
    path = Path(Version.objects.get().content.path)
    with django_capture_on_commit_callbacks(execute=True):
        remove_paper(paper, by=None)
    assert Version.objects.get().is_erased
    assert not path.exists()
    assert AuditEntry.objects.filter(action="remove_paper").exists()
    assert not Paper.objects.exists()


def test_a_released_paper_keeps_its_last_language():
    paper = paper_in("es")
    with pytest.raises(ValidationError):
        remove_paper_text(paper.texts.get(), by=None)
    add_language(paper, "en")
    remove_paper_text(paper.texts.get(language="es"), by=None)
    assert [text.language for text in paper.texts.all()] == ["en"]


def test_each_reader_gets_their_language_first_and_is_told_where_it_is_missing():
    meeting = make_meeting()
    both, alone = (paper_in("es", session=make_session(meeting=meeting)) for _ in range(2))
    add_language(both, "en")
    reader = make_focal_point()
    with override("en"):
        shown = {one.paper: one for part in papers_by_session(meeting, reader) for one in part.papers}
        page = text_of(signed_in(reader).get(url("papers", meeting.pk)))
    assert [edition.language for edition in shown[both].editions] == ["en", "es"]
    assert shown[alone].lacks_own_language
    assert "Available in Spanish only" in page


def test_an_observer_sees_what_is_for_observers_and_nothing_of_the_members():
    observer = make_observer()
    meeting = make_meeting(audience="network")
    open_session = make_session(meeting=meeting, audience="network", title=Texts({"es": "Abierta"}))
    members = make_session(meeting=meeting, title=Texts({"es": "Reservada"}))
    paper_in(session=open_session, audience="network", title="Para todos")
    paper_in(session=open_session, audience="members", title="Solo miembros")
    paper_in(session=members, audience="public", title="Más amplio que su sesión")
    shown = text_of(signed_in(observer).get(url("papers", meeting.pk)))
    assert "Para todos" in shown
    assert not any(words in shown for words in ("Solo miembros", "Más amplio", "Reservada"))


def test_an_observer_named_in_a_session_reads_what_is_for_those_named():
    observer, other = make_observer(), make_observer("other-observer@example.org")
    organisation = Mandate.objects.get(person__user=observer).organisation
    meeting = make_meeting(audience="network")
    session = make_session(meeting=meeting, audience="invited", observers=[organisation])
    paper_in(session=session, audience="invited", title="Para quien fue nombrado")
    assert titles(meeting, observer) == ["Para quien fue nombrado"]
    assert titles(meeting, other) == []


def test_a_draft_of_the_agenda_is_not_read_off_its_papers():
    session, reader = make_session(title=Texts({"es": "Como se publicó"})), make_focal_point()
    paper_in(session=session)
    session.title = Texts({"es": "Como se redacta"})
    session.save()
    shown = text_of(signed_in(reader).get(url("papers", session.meeting_id)))
    assert "Como se publicó" in shown
    assert "Como se redacta" not in shown


def test_a_paper_is_added_released_and_removed_from_its_pages():
    session, client = make_session(), signed_in(make_host())
    answer = client.post(url("add_paper", session.pk), {"title_es": "Nota", "audience": "members"}, follow=True)
    paper = Paper.objects.get()
    assert answer.redirect_chain == [(url("paper", paper.pk), 302)]
    client.post(url("add_paper_text", paper.pk), {"language": "es", "file": upload()})
    assert "nota.pdf" in text_of(client.get(url("paper", paper.pk)))
    client.post(url("release_paper", paper.pk))
    assert Paper.objects.get().released_at
    client.post(url("take_back_paper", paper.pk))
    client.post(url("remove_paper", paper.pk))
    assert not Paper.objects.exists()


def test_the_form_says_that_nobody_reads_a_paper_who_does_not_see_its_session():
    with override("en"):
        shown = text_of(signed_in(make_host()).get(url("add_paper", make_session(audience="members").pk)))
    assert "does not see the session, which is for: member states and secretariat" in shown


def test_a_bad_file_is_refused_on_its_page_and_the_language_stays_chosen():
    paper = make_paper()
    answer = signed_in(make_secretary()).post(
        url("add_paper_text", paper.pk), {"language": "pt", "file": upload(b"no pdf")}
    )
    assert "no es lo que dice su nombre" in text_of(answer)
    assert '<option value="pt" selected>' in text_of(answer)


def test_what_is_not_for_a_reader_is_not_there_and_what_they_may_not_do_is_refused():
    draft, released = paper_in(released_at=None), paper_in()
    client = signed_in(make_focal_point())
    assert client.get(url("paper", draft.pk)).status_code == 404
    assert client.get(url("paper", released.pk)).status_code == 200
    assert client.post(url("take_back_paper", released.pk)).status_code == 403
    assert Client().get(url("papers", released.session.meeting_id)).status_code == 302


def test_the_delegations_are_told_once_a_press_each_in_their_language_and_no_paper_is_named():
    cast, meeting = make_cast(), make_meeting(audience="network")
    session = make_session(meeting=meeting, audience="members")
    paper_in(session=session, title="Secreto de los miembros")
    paper_in(session=session, title="Todavía no", released_at=None)
    cast.focal_point.person.language = "pt"
    cast.focal_point.person.save()
    count = tell_of_papers(meeting, by=cast.host)
    deliver_mail(now())
    by_address = {one.to[0]: one for one in mail.outbox}
    assert count == len(mail.outbox) == 6
    assert set(by_address) >= {"focal@example.org", "other-focal@example.org", "secretary@example.org"}
    assert "observer@example.org" not in by_address
    assert f"/pt/meetings/{meeting.pk}/papers/" in by_address["focal@example.org"].body
    assert not any("Secreto" in one.body for one in mail.outbox)
    assert AuditEntry.objects.get(action="tell_of_papers").after == {"people": 6}


def test_the_delegations_are_told_from_the_page_that_says_how_many_they_are():
    meeting = paper_in().session.meeting
    make_focal_point()
    client = signed_in(make_secretary())
    with override("en"):
        assert "2 people are told" in text_of(client.get(url("tell_of_papers", meeting.pk)))
    client.post(url("tell_of_papers", meeting.pk))
    deliver_mail(now())
    assert len(mail.outbox) == 2


def test_the_page_of_many_papers_asks_the_database_no_more_often(django_assert_max_num_queries):
    meeting, client = make_meeting(), signed_in(make_focal_point())
    for _ in range(12):
        paper_in(session=make_session(meeting=meeting))
    with django_assert_max_num_queries(45) as few:
        client.get(url("papers", meeting.pk))
    before = len(few)
    for _ in range(5):
        paper_in(session=make_session(meeting=meeting))
    with django_assert_max_num_queries(before):
        client.get(url("papers", meeting.pk))
