import re
from datetime import time
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from enlace.core.texts import Texts
from enlace.meetings.agenda.facts import facts_of
from enlace.meetings.models import SessionVersion
from enlace.meetings.testing import make_delegation, make_meeting, make_session
from enlace.network.models import Person
from enlace.network.testing import (
    make_focal_point,
    make_host,
    make_institution,
    make_observer,
    make_organisation,
    make_secretary,
)

pytestmark = pytest.mark.django_db


def session(meeting, title, **overrides):
    """Published as it stands."""
    made = make_session(meeting=meeting, title=Texts({"es": title}), **overrides)
    facts = facts_of(made, [one.pk for one in made.observers.all()])
    SessionVersion.objects.filter(session=made).update(facts=facts)
    return made


def letter(client, delegation):
    return client.get(reverse("meetings:letter", args=[delegation.pk]))


def words_in(answer):
    assert answer.status_code == 200
    pages = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
    return re.sub(r"\s+", " ", pages)


def test_a_letter_goes_to_the_office_of_the_focal_point_and_names_nobody(client):
    user = make_focal_point(office=Texts({"es": "Directora #1 de $Derechos$"}), organisation=make_institution())
    make_organisation(sector="secretariat", name=Texts({"es": "Instituto de prueba"}))
    delegation = make_delegation()
    client.force_login(make_host())
    words = words_in(letter(client, delegation))
    for said in ("Directora #1 de $Derechos$", "Ministerio de prueba", "Uruguay", "Instituto de prueba", "Reunión de"):
        assert said in words
    assert user.person.name not in words
    assert user.email not in words


def test_it_is_written_in_the_language_of_its_addressee_whoever_prints_it(client):
    make_focal_point()
    Person.objects.update(language="en")
    delegation = make_delegation(illustrative=True)
    client.force_login(make_secretary())
    answer = client.get("/pt" + reverse("meetings:letter", args=[delegation.pk])[3:])
    assert "A meeting" in words_in(answer)
    assert "Illustrative" in words_in(answer)
    assert answer["Content-Disposition"] == f'attachment; filename="letter-{delegation.pk}-en.pdf"'
    with pikepdf.open(BytesIO(answer.content)) as pdf, pdf.open_metadata() as metadata:
        assert str(pdf.Root.Lang) == "en"
        assert metadata["pdfuaid:part"] == "1"


def test_a_state_reads_the_sessions_of_the_members_and_an_observer_only_its_own(client):
    meeting, observer = make_meeting(audience="invited"), make_organisation()
    session(meeting, "Diálogo reservado", audience="members")
    session(meeting, "Panel con invitados", audience="invited", observers=[observer], begins=time(9, 30))
    session(meeting, "Panel de otros", audience="invited", observers=[make_organisation()])
    session(meeting, "Solo secretaría", audience="secretariat")
    make_session(meeting=meeting, title=Texts({"es": "Borrador"}), published=False)
    client.force_login(make_secretary())
    of_state = words_in(letter(client, make_delegation(meeting=meeting)))
    of_observer = words_in(letter(client, make_delegation(meeting=meeting, organisation=observer)))
    assert [one in of_state for one in ("Diálogo reservado", "Panel con", "Panel de otros")] == [True, True, True]
    assert [one in of_observer for one in ("Diálogo reservado", "Panel con", "Panel de otros")] == [False, True, False]
    assert not any(one in of_state + of_observer for one in ("Solo secretaría", "Borrador"))


def test_a_state_and_an_observer_print_their_own_letter_alone(client):
    observer = make_observer()
    organisation = observer.person.mandates.get().organisation
    of_state = make_delegation(meeting=make_meeting(audience="network"))
    of_observer = make_delegation(meeting=of_state.meeting, organisation=organisation)
    told = {}
    for who, user in {"UY": make_focal_point(), "PY": make_focal_point("p@example.org", "PY"), "B": observer}.items():
        client.force_login(user)
        told[who] = [letter(client, one).status_code for one in (of_state, of_observer)]
    assert told == {"UY": [200, 403], "PY": [403, 403], "B": [404, 200]}
