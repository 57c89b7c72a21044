"""The agenda on paper: in one language or in two, and of it what the reader sees."""

import re
from datetime import time
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from enlace.core.texts import Texts
from enlace.meetings.agenda.publish_actions import publish_agenda
from enlace.meetings.testing import make_delegation, make_meeting, make_session, make_speaker
from enlace.network.testing import make_focal_point, make_observer

pytestmark = pytest.mark.django_db


def session(meeting, title, **fields):
    return make_session(meeting=meeting, title=Texts(title), published=False, **fields)


def pdf(client, meeting, user=None, **query):
    if user:
        client.force_login(user)
    return client.get(reverse("meetings:agenda_pdf", args=[meeting.pk]), query)


def words_in(answer):
    assert answer.status_code == 200
    pages = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
    return re.sub(r"\s+", " ", pages)


def languages_in(content):
    """Of the tagged parts, beside that of the document."""
    with pikepdf.open(BytesIO(content)) as found:
        with found.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        parts = [one for one in found.objects if isinstance(one, pikepdf.Dictionary)]
        return str(found.Root.Lang), {str(one.Lang) for one in parts if "/Lang" in one and "/S" in one}


def test_two_languages_stand_side_by_side_session_by_session(client):
    meeting = make_meeting()
    opening = session(meeting, {"es": "Apertura", "pt": "Abertura"}, languages="es", interpretation="pt", room="Sala 1")
    session(meeting, {"es": "Solo aquí"}, begins=time(11), ends=time(12))
    make_speaker(session=opening, part="chair", shown_as=Texts({"es": "Directora", "pt": "Diretora"}))
    publish_agenda(meeting, by=None)
    answer = pdf(client, meeting, make_focal_point(), language="es", beside="pt")
    words = words_in(answer)
    assert re.search("09:00–10:00.*Apertura.*Abertura.*11:00–12:00.*Solo aquí.*Solo aquí", words)
    for said in ("Español", "Português", "Directora", "Diretora", "Ciudad de México (UTC-06:00)", "Sala 1"):
        assert said in words
    assert words.count("Disponível somente em espanhol") == 2
    assert "Disponible solo en" not in words
    main, parts = languages_in(answer.content)
    assert main == "es"
    assert "pt" in parts
    alone = words_in(pdf(client, meeting, language="pt", beside="pt"))
    assert alone.count("Abertura") == 1
    assert "Apertura" not in alone


def test_an_observer_gets_the_sessions_to_which_they_are_invited_and_no_other(client):
    meeting, user = make_meeting(audience="invited"), make_observer()
    organisation = user.person.mandates.get().organisation
    make_delegation(meeting=meeting, organisation=organisation)
    session(meeting, {"es": "Diálogo abierto"}, audience="invited", observers=[organisation])
    session(meeting, {"es": "Redacción reservada"}, begins=time(11), ends=time(12))
    publish_agenda(meeting, by=None)
    session(meeting, {"es": "Aún en borrador"}, audience="network")
    words = words_in(pdf(client, meeting, user))
    assert "Diálogo abierto" in words
    for hidden in ("Redacción reservada", "Aún en borrador", str(organisation)):
        assert hidden not in words


def test_where_nothing_is_for_the_reader_there_is_no_file(client):
    session(meeting := make_meeting(audience="public"), {"es": "Redacción"})
    assert pdf(client, meeting).status_code == 404
    publish_agenda(meeting, by=None)
    assert pdf(client, meeting).status_code == 404
    assert pdf(client, meeting, make_focal_point(), language="xx").status_code == 404
    assert 'name="beside"' in client.get(reverse("meetings:agenda", args=[meeting.pk])).text


def test_a_hostile_title_is_text(client):
    meeting = make_meeting()
    title = '#include "/etc/passwd" $x^2$ <b> ' + "a" * 200
    made = session(meeting, {"es": title}, room="#panic(1)")
    for number in range(60):
        make_speaker(session=made, shown_as=Texts({"es": f"Oficina {number} #1"}))
    publish_agenda(meeting, by=None)
    words = words_in(pdf(client, meeting, make_focal_point(), language="es", beside="en"))
    assert words.count('#include "/etc/passwd" $x^2$ <b>') == 2
    assert words.count("Oficina 59 #1") == 2
    assert "root:" not in words
