"""The page of the dossier and its file: for those of the state, and a 404 for everybody else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.commitments.testing import make_commitment
from enlace.core.texts import Texts
from enlace.network.testing import fresh, make_alternate, make_cast, make_mandate, make_state
from enlace.reports.dossier.panels import state_panel, workspace_panel

pytestmark = pytest.mark.django_db


def pages(code="uy"):
    return [reverse("reports:dossier", args=[code]), reverse("reports:dossier_file", args=[code, "html"])]


def test_those_of_the_state_read_what_is_in_it_and_take_it_home(client):
    make_state()
    client.force_login(make_alternate())
    shown = client.get(pages()[0]).content.decode()
    for form in ("pdf", "html"):
        assert f'action="{reverse("reports:dossier_file", args=["uy", form])}"' in shown
    answer = client.get(reverse("reports:dossier_file", args=["uy", "pdf"]), {"language": "pt"})
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"
    assert "-pt.pdf" in answer["Content-Disposition"]
    assert client.get(reverse("reports:dossier_file", args=["uy", "json"])).status_code == 404
    assert client.get(pages()[1], {"language": "xx"}).status_code == 200


def test_that_it_was_made_is_recorded_without_what_stands_in_it(client):
    make_commitment(title=Texts({"es": "Palabra secreta"}), stands=False)
    client.force_login(make_cast().focal_point)
    body = client.get(pages()[1], {"language": "es"}).content.decode()
    entry = AuditEntry.objects.get(action="make_dossier")
    assert "Palabra secreta" in body
    assert '<html lang="es">' in body
    assert entry.after == {"language": "es", "form": "html"}
    assert (entry.subject_kind, entry.subject_id) == ("network.state", str(make_state().pk))


@pytest.mark.parametrize(
    "who", ["other_focal_point", "observer", "host", "secretary", "editor", "administrator", "stranger"]
)
def test_everybody_else_gets_a_404(client, who):
    client.force_login(getattr(make_cast(), who))
    assert [client.get(address).status_code for address in pages()] == [404, 404]
    assert not AuditEntry.objects.filter(action="make_dossier").exists()


def test_who_is_not_signed_in_is_asked_to_and_no_state_is_invented(client):
    cast = make_cast()
    assert [client.get(address).status_code for address in pages()] == [302, 302]
    client.force_login(cast.focal_point)
    assert [client.get(address).status_code for address in pages("zz")] == [404, 404]


def test_it_ends_with_the_mandate(client):
    cast = make_cast()
    cast.focal_point.person.mandates.update(until="2024-01-01", since="2023-01-01")
    client.force_login(fresh(cast.focal_point))
    assert client.get(pages()[0]).status_code == 404


def test_the_way_to_it_shows_to_those_who_may_take_it():
    cast, request = make_cast(), RequestFactory().get("/")
    make_mandate(person=cast.focal_point.person, state=make_state("PY"))
    for user, own, count in (
        (fresh(cast.focal_point), True, 2),
        (fresh(cast.validator), True, 1),
        (fresh(cast.secretary), False, 0),
        (AnonymousUser(), False, 0),
    ):
        request.user = user
        panel = workspace_panel(request)
        assert (state_panel(request, make_state()) is not None) is own
        assert len(panel.context["states"] if panel else []) == count
