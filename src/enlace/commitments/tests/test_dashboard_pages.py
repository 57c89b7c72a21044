"""The public page of commitments, its data, and what stands of them elsewhere."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enlace.accounts.testing import make_user
from enlace.commitments.dashboard import views
from enlace.commitments.dashboard.panels import home_panel, meeting_panel, state_panel, workspace_entry
from enlace.commitments.testing import make_commitment, make_commitment_event, make_progress
from enlace.commitments.tests.making_many import make_many
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_focal_point, make_organisation, make_secretary, make_state

pytestmark = pytest.mark.django_db
PAGE = reverse("commitments:commitments")
FIGURES, TABLE, TIME, RECORDS = (
    reverse(f"commitments:{name}") for name in ("figures_json", "figures_csv", "over_time_csv", "commitments_json")
)


def titles(client, query=""):
    return [str(one.commitment.title) for one in client.get(PAGE + query).context["commitments"]]


def named(title, **overrides):
    return make_commitment(title=Texts({"es": title}), **overrides)


def test_an_empty_page_says_so(client):
    named("Un borrador", stands=False)
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert "Un borrador" not in answer.text
    assert "<table" not in answer.text
    assert "<form" not in answer.text


def test_it_says_what_is_not_reported_as_plainly_as_what_is(client):
    silent, told = named("Sin nada", due_on=today() - timedelta(days=1)), named("Con algo", illustrative=True)
    make_progress(commitment=told, percent=40)
    assert titles(client) == ["Con algo", "Sin nada"]
    assert titles(client, "?standing=not_reported") == titles(client, "?standing=late") == ["Sin nada"]
    assert titles(client, "?standing=reported") == ["Con algo"]
    answer = client.get(PAGE)
    heads = {head.cell.address.rpartition("=")[2]: head.cell.count for head in answer.context["shown"].heads}
    assert heads == {"stands#list": 2, "reported#list": 1, "not_reported#list": 1, "late#list": 1, "achieved#list": 0}
    assert answer.text.count('class="tag late"') == 1
    assert answer.text.count('class="late"') == 1
    assert 'class="sample"' in answer.text
    assert silent.get_absolute_url() in answer.text


def test_filters_are_said_in_words_and_taken_away_one_by_one(client):
    named("De Uruguay", approach="local")
    named("De Paraguay", parties=[make_state("PY")])
    answer = client.get(f"{PAGE}?state=UY&level=local&nothing=1&theme=no-such")
    assert [str(one.value) for one in answer.context["selection"].chosen()] == ["Uruguay", "Local"]
    assert [one.without for one in answer.context["selection"].chosen()] == [
        f"{PAGE}?level=local#list",
        f"{PAGE}?state=uy#list",
    ]
    assert "no-such" in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert titles(client, "?state=py&level=local") == []
    assert titles(client, "?q=paraguay") == ["De Paraguay"]


def test_fifty_stand_on_a_page_and_the_filters_go_along(client):
    make_state()
    make_many(80)
    answer = client.get(f"{PAGE}?state=uy")
    leaf = answer.context["leaf"]
    total = answer.context["shown"].figures.everything.all.count
    assert (len(answer.context["commitments"]), leaf.paginator.count) == (50, total)
    assert "?state=uy&amp;page=2" in answer.text
    assert len(titles(client, "?state=uy&page=2")) == min(50, total - 50)


def test_the_number_of_queries_is_the_same_for_any_number(client):
    for code in ("UY", "PY", "AR"):
        make_state(code)
    make_organisation()
    make_meeting(audience="public")
    client.force_login(make_focal_point())
    make_many(5, seed=3)
    addresses = [PAGE, f"{PAGE}?state=uy&standing=stands&q=formar", FIGURES, TABLE, RECORDS]
    client.get(PAGE)
    counts = []
    for more in (45, 0):
        with CaptureQueriesContext(connection) as queries:
            answers = [client.get(address) for address in addresses]
        assert [answer.status_code for answer in answers] == [200] * len(addresses)
        counts.append(len(queries))
        make_many(more)
    assert counts[0] == counts[1]


def test_the_figures_as_data_are_those_of_the_page_and_mark_what_is_illustrative(client):
    named("Uno", illustrative=True)
    make_progress(commitment=named("Dos", parties=[make_state("PY")], approach="regional"))
    facts = client.get(FIGURES).json()
    assert {key: facts["all"][key] for key in ("total", "stands", "not_reported", "illustrative")} == {
        "total": 2,
        "stands": 2,
        "not_reported": 1,
        "illustrative": 1,
    }
    assert facts["all"]["address"] == f"http://testserver{PAGE}#list"
    assert {one["key"]: one["total"] for one in facts["states"]} == {"uy": 1, "py": 1}
    assert facts["quarters"][-1] | {"day": ""} | {"year": 0, "quarter": 0} == {
        **{"year": 0, "quarter": 0, "day": "", "stood": 2},
        **{"reported_within_12_months": 1, "mean_percentage": 40.0},
    }
    rows = list(csv.DictReader(io.StringIO(client.get(f"{TABLE}?level=regional").content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 2 + 4
    assert len(set(rows[0])) == len(rows[0])
    assert client.get(TIME).content.decode("utf-8-sig").count("\n") == 1 + len(facts["quarters"])


def test_the_records_as_data_hold_what_the_reader_sees_page_by_page(client, monkeypatch):
    monkeypatch.setattr(views, "RECORDS_PER_PAGE", 2)
    for title in ("Uno", "Dos"):
        named(title, illustrative=True, due_on=today() - timedelta(days=2))
    make_progress(commitment=named("Tres", audience="members"), audience="members")
    make_progress(commitment=named("Cuatro"), percent=70)
    named("Cinco", stands=False)
    first = client.get(RECORDS)
    assert first["Link"] == f'<http://testserver{RECORDS}?page=2>; rel="next"'
    rows = [*first.json(), *client.get(f"{RECORDS}?page=2").json()]
    assert [one["title"]["es"] for one in rows] == ["Cuatro", "Dos", "Uno"]
    assert rows[0]["last_report"]["percentage"] == 70
    assert (rows[1]["last_report"], rows[1]["late"], rows[1]["illustrative"]) == (None, True, True)
    assert rows[1]["parties"] == [{"state": "UY", "name": "Uruguay"}]
    assert "Link" not in client.get(f"{RECORDS}?page=2")
    client.force_login(make_focal_point())
    assert len(client.get(RECORDS).json()) == 2
    assert {one["title"]["es"] for one in client.get(f"{RECORDS}?page=2").json()} == {"Dos", "Uno"}


@pytest.fixture
def request_of(rf):
    def made(user):
        request = rf.get("/")
        request.user = user
        return request

    return made


def test_panels_tell_of_a_state_and_of_the_home_page(request_of):
    secretary = make_secretary()
    assert state_panel(request_of(secretary), make_state()) is None
    assert home_panel(request_of(secretary)) is None
    told = named("Con avance")
    make_progress(commitment=told)
    named("Sin avance")
    named("De otro", parties=[make_state("PY")])
    panel = state_panel(request_of(secretary), make_state())
    assert [str(one.commitment.title) for one in panel.context["commitments"]] == ["Sin avance", "Con avance"]
    assert [head.cell.count for head in panel.context["heads"]] == [2, 0, 1]
    home = home_panel(request_of(secretary))
    assert [head.cell.count for head in home.context["heads"]] == [3, 0, 2]
    assert len(home.context["commitments"]) == 3


def test_panels_tell_what_was_done_at_a_meeting(request_of):
    meeting = make_meeting(audience="public")
    commitment = make_commitment(stands=False, parties=[make_state(), make_state("PY")])
    make_commitment_event(commitment=commitment, kind="made", meeting=meeting)
    make_commitment_event(commitment=commitment, kind="closed", outcome="achieved", meeting=meeting)
    waits = make_commitment_event(
        commitment=make_commitment(parties=[make_state(), make_state("PY")]), meeting=meeting, confirmed=[make_state()]
    )
    request = request_of(make_secretary())
    panel = meeting_panel(request, meeting)
    assert {kind: len(acts) for kind, acts in panel.context["groups"]} == {"made": 1, "closed": 1}
    assert waits.commitment_id not in {act.commitment_id for _kind, acts in panel.context["groups"] for act in acts}
    assert meeting_panel(request, make_meeting()) is None


def test_panels_are_drawn_on_their_pages(client):
    meeting = make_meeting(audience="public")
    commitment = make_commitment(stands=False)
    make_commitment_event(commitment=commitment, kind="made", meeting=meeting)
    for page in (meeting.get_absolute_url(), make_state().get_absolute_url()):
        assert commitment.get_absolute_url() in client.get(page).text


def test_the_sitemap_names_public_commitments_alone(client):
    public, members = named("Pública"), named("Para miembros", audience="members")
    draft = named("Borrador", stands=False)
    text = client.get("/sitemap.xml").text
    assert public.get_absolute_url() in text
    assert PAGE in text
    assert members.get_absolute_url() not in text
    assert draft.get_absolute_url() not in text


def test_the_menu_of_the_workspace_leads_there_for_the_network(rf):
    request = rf.get(reverse("commitments:review_rounds"))
    request.user = make_focal_point()
    assert workspace_entry(request).current == "true"
    request.user = make_user("nobody@example.org")
    assert workspace_entry(request) is None
