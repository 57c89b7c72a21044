"""A contribution, a paper of a session and evidence become a draft publication in a click."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.commitments.testing import make_commitment, make_evidence, make_progress
from enlace.core.texts import Texts
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.files.testing import PDF, make_file, make_version
from enlace.library.models import Publication
from enlace.library.origins.actions import make_from_contribution, make_from_evidence, make_from_paper
from enlace.library.origins.panels import EvidenceOfReport
from enlace.library.origins.rules import can_make_from_evidence
from enlace.library.testing import make_publication
from enlace.meetings.testing import (
    make_contribution,
    make_meeting,
    make_paper,
    make_paper_text,
    make_session,
    make_speaker,
)
from enlace.network.testing import make_focal_point, make_institution, make_secretary, make_state

pytestmark = pytest.mark.django_db


def _contents(publication):
    found = {}
    for one in publication.language_versions.all():
        with files_of(one).get().versions.get().content.open() as content:
            found[one.language] = content.read()
    return found


def _contribution(**overrides):
    session = make_session(meeting=make_meeting(), kind="panel")
    speaker = make_speaker(session=session, state=make_state())
    title = Texts({"en": "Firearms", "es": "Armas de fuego"})
    fields = {"title": title, "summary": Texts({"es": "Qué funcionó."}), "may_be_published": True}
    return make_contribution(speaker=speaker, **fields | overrides)


def test_a_contribution_becomes_a_draft_with_its_office_its_session_and_copies_of_its_slides():
    contribution = _contribution()
    for content in (b"%PDF-1.7 one", b"%PDF-1.7 two", b"%PDF-1.7 three"):
        make_file(contribution, content=content + PDF)
    made = make_from_contribution(contribution, by=make_secretary())
    session = contribution.speaker.session
    assert (made.published_at, made.kind, made.audience) == (None, "presentation", "public")
    assert made.confirmed_at is not None
    assert (made.title, made.abstract, made.issued) == (
        contribution.title,
        contribution.summary,
        session.day.isoformat(),
    )
    assert [one.name for one in made.contributors.all()] == ["Directora de Derechos Humanos, Uruguay"]
    assert (list(made.sessions.all()), list(made.meetings.all())) == ([session], [session.meeting])
    assert _contents(made) == {"en": b"%PDF-1.7 one" + PDF, "es": b"%PDF-1.7 two" + PDF}
    entry = AuditEntry.objects.get(action="make_from_contribution")
    assert entry.after == {"from_contribution": contribution.pk, "languages": ["en", "es"]}


def test_a_case_study_is_the_hosts_and_for_no_more_readers_than_it_has():
    host = make_institution(name=Texts({"es": "Cancillería"}))
    session = make_session(meeting=make_meeting(host=host, audience="public"), kind="case_study", audience="invited")
    paper = make_paper(session=session, audience="public")
    for language, content in (("es", PDF + b"es"), ("pt", PDF + b"pt")):
        file = make_file(make_paper_text(paper=paper, language=language), content=PDF)
        make_version(file=file, content=content)
    made = make_from_paper(paper, by=make_secretary())
    assert (made.kind, made.audience, made.from_paper) == ("case_study", "members", paper)
    assert [(one.body, one.organisation) for one in made.contributors.all()] == [("Cancillería", host)]
    assert _contents(made) == {"es": PDF + b"es", "pt": PDF + b"pt"}


def test_evidence_comes_with_its_commitment_and_its_state():
    commitment = make_commitment()
    evidence = make_evidence(progress=make_progress(commitment=commitment, audience="network"), audience="members")
    make_file(evidence)
    made = make_from_evidence(evidence, by=None)
    assert (made.audience, made.issued) == ("members", "")
    assert list(made.commitments.all()) == [commitment]
    assert list(made.states.all()) == [evidence.progress.state]
    assert _contents(made) == {"es": PDF}


def test_nothing_is_made_twice_nor_by_somebody_else():
    contribution = _contribution()
    with pytest.raises(PermissionDenied):
        make_from_contribution(contribution, by=make_focal_point())
    make_from_contribution(contribution, by=None)
    with pytest.raises(PermissionDenied):
        make_from_contribution(contribution, by=None)
    assert Publication.objects.count() == 1


def test_where_a_file_is_refused_nothing_is_made(client):
    paper = make_paper()
    make_file(make_paper_text(paper=paper), name="informe.exe")
    client.force_login(make_secretary())
    response = client.post(reverse("library:make_from_paper", args=[paper.pk]), follow=True)
    assert response.redirect_chain == [(paper.get_absolute_url(), 302)]
    assert (Publication.objects.count(), Version.objects.count()) == (0, 1)


@pytest.mark.parametrize("kind", ["contribution", "paper", "evidence"])
def test_the_page_of_each_offers_it_to_the_secretariat_and_then_leads_to_the_draft(client, kind):
    if kind == "contribution":
        origin = _contribution()
        make_file(origin)
    elif kind == "paper":
        origin = make_paper()
        make_file(make_paper_text(paper=origin))
    else:
        origin = make_evidence()
        make_file(origin)
    address = reverse(f"library:make_from_{kind}", args=[origin.pk])
    client.force_login(make_focal_point())
    assert address not in client.get(origin.get_absolute_url()).text
    assert client.post(address).status_code == 403
    client.force_login(make_secretary())
    assert f'action="{address}"' in client.get(origin.get_absolute_url()).text
    response = client.post(address)
    made = Publication.objects.get()
    assert response["Location"] == reverse("library:publication_record", args=[made.pk])
    text = client.get(origin.get_absolute_url()).text
    assert address not in text
    assert made.get_absolute_url() in text
    client.force_login(make_focal_point("second@example.org"))
    assert made.get_absolute_url() not in client.get(origin.get_absolute_url()).text


def test_the_panel_of_evidence_says_what_the_rule_says_in_as_many_queries_for_much_as_for_one(
    django_assert_max_num_queries,
):
    progress, secretary = make_progress(), make_secretary()
    evidence = [make_evidence(progress=progress) for _number in range(6)]
    for one in evidence[:4]:
        make_file(one)
    make_publication(published=False, from_evidence=evidence[0])
    erased = files_of(evidence[1]).get().versions.get()
    Version.objects.filter(pk=erased.pk).update(content="")
    request = RequestFactory().get("/")
    request.user = secretary
    expected = [can_make_from_evidence(secretary, one) for one in evidence]
    with django_assert_max_num_queries(4):
        of_report = EvidenceOfReport(request, evidence[0])
        assert [of_report.may_make(one) for one in evidence] == expected == [False, False, True, True, False, False]
