import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enlace.core.texts import Texts
from enlace.network.models import Membership, Organisation, State
from enlace.network.testing import (
    make_focal_point,
    make_mandate,
    make_membership,
    make_organisation,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db
PAGES = ["memberships/", "memberships/add/", "organisations/", "organisations/add/", "states/uy/place/"]


@pytest.fixture
def secretary(client):
    client.force_login(user := make_secretary())
    return user


@pytest.mark.parametrize("page", PAGES)
def test_these_pages_are_the_secretariats(client, page):
    assert client.get(f"/en/{page}").status_code == 302
    client.force_login(make_focal_point())
    assert client.get(f"/en/{page}").status_code == 403
    assert client.post(f"/en/{page}").status_code == 403
    client.force_login(make_secretary())
    assert client.get(f"/en/{page}").status_code == 200


def test_a_member_changes_no_membership_and_no_organisation(client):
    client.force_login(make_focal_point())
    membership, organisation = Membership.objects.get(), make_organisation()
    for page in (f"memberships/{membership.pk}/change/", f"memberships/{membership.pk}/withdraw/"):
        assert client.post(f"/en/{page}").status_code == 403
    assert client.post(f"/en/organisations/{organisation.pk}/change/").status_code == 403


def test_the_menu_shows_them_to_the_secretariat_alone(client, secretary):
    assert 'href="/en/memberships/"' in client.get("/en/people/").content.decode()
    client.force_login(make_focal_point())
    assert 'href="/en/memberships/"' not in client.get("/en/people/").content.decode()


def test_a_state_that_was_never_in_the_list_joins(client, secretary):
    form = client.get("/en/memberships/add/").content.decode()
    assert '<option value="JM">Jamaica</option>' in form
    client.post("/en/memberships/add/", {"code": "JM", "since": "2026-01-01", "column": "5", "row": "2"})
    assert Membership.objects.get(state__code="JM").state.row == 2


@pytest.mark.parametrize("both", [True, False])
def test_a_membership_is_of_a_state_or_else_of_an_observer(client, secretary, both):
    sent = {"since": "2026-01-01"} | ({"code": "JM", "organisation": make_organisation().pk} if both else {})
    assert "code" in client.post("/en/memberships/add/", sent).context["form"].errors


def test_a_change_offers_a_way_back_with_the_days_that_were(client, secretary):
    membership = make_membership()
    sent = {"since": "2012-03-29", "until": "2025-12-31"}
    seen = client.post(f"/en/memberships/{membership.pk}/change/", sent, follow=True).content.decode()
    assert f"/en/memberships/{membership.pk}/change/?since=2012-03-29&amp;until=&amp;launched=&amp;source=" in seen


def test_taking_a_membership_back_asks_first_and_offers_to_record_it_again(client, secretary):
    membership = make_membership(launched=True)
    address = f"/en/memberships/{membership.pk}/withdraw/"
    assert client.get(address).status_code == 200
    seen = client.post(address, follow=True).content.decode()
    assert not Membership.objects.filter(pk=membership.pk).exists()
    assert "/en/memberships/add/?code=PY&amp;since=2012-03-29&amp;until=&amp;launched=on" in seen


def test_a_place_that_is_taken_is_told_at_the_row(client, secretary):
    make_state("UY", column=6, row=7)
    make_state("PY", column=6, row=6)
    answer = client.post("/en/states/py/place/", {"column": "6", "row": "7"})
    assert "Uruguay" in answer.context["form"].errors["row"][0]
    client.post("/en/states/py/place/", {"column": "5", "row": "6"})
    assert State.objects.get(code="PY").column == 5


def test_an_unknown_state_has_no_place(client, secretary):
    assert client.get("/en/states/xx/place/").status_code == 404


def test_a_new_observer_is_asked_since_when_it_observes(client, secretary):
    answer = client.post("/en/organisations/add/", {"name_es": "Observatorio", "sector": "civil_society"})
    assert answer.url == f"/en/memberships/add/?organisation={Organisation.objects.get().pk}"


def test_an_organisation_gets_another_name(client, secretary):
    organisation = make_organisation()
    sent = {"name_es": "Otro", "name_en": "Other", "sector": "academia"}
    client.post(f"/en/organisations/{organisation.pk}/change/", sent)
    organisation.refresh_from_db()
    assert (organisation.name, organisation.sector) == ({"es": "Otro", "en": "Other"}, "academia")


def test_what_an_organisation_may_not_become_is_told_at_the_field(client, secretary):
    organisation = make_organisation(sector="institution", state=make_state(), name=Texts({"es": "Ministerio"}))
    make_mandate(organisation=organisation)
    sent = {"name_es": "Ministerio", "sector": "institution", "state": make_state("PY").pk}
    answer = client.post(f"/en/organisations/{organisation.pk}/change/", sent)
    assert list(answer.context["form"].errors) == ["state"]


@pytest.mark.parametrize("page", ["memberships/", "organisations/"])
def test_the_number_of_queries_does_not_grow(client, secretary, page):
    counts = []
    for codes in (["AR"], ["BO", "BR", "CL", "CO", "CR"]):
        for code in codes:
            make_organisation(sector="institution", state=make_state(code), name=Texts({"es": code}))
            make_organisation(name=Texts({"es": f"Observa {code}"}))
        client.get(f"/en/{page}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/{page}")
        counts.append(len(queries))
    assert counts[0] == counts[1]
