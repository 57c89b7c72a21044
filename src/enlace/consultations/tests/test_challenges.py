"""The list of challenges, the page of one, and what stands of them elsewhere: who reads what."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from enlace.consultations.challenges.entries import state_panel, workspace_entry
from enlace.consultations.testing import make_challenge, make_priority, make_shared_challenge
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.network.testing import (
    make_focal_point,
    make_observer,
    make_player,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
LIST = reverse("consultations:challenges")


def titled(title, **overrides):
    return make_challenge(title=Texts({"es": title}), **overrides)


def standing(client, query=""):
    return [str(shown.challenge) for shown, _own in client.get(LIST + query).context["standing"]]


def test_an_empty_list_says_so_to_members_and_to_the_public(client):
    assert client.get(LIST).status_code == 200
    client.force_login(make_focal_point())
    assert client.get(LIST).text.count('class="list') == 0


def test_members_read_all_and_others_what_an_adopted_priority_answers(client):
    titled("Interno")
    titled("Borrador", audience="secretariat")
    titled("Abierto", audience="public")
    make_priority(challenge=titled("Respondido"))
    member, others = {"Interno", "Abierto", "Respondido"}, {"Abierto", "Respondido"}
    readers = [
        (None, others),
        (make_observer(), others),
        (make_validator(), member),
        (make_secretary(), member | {"Borrador"}),
    ]
    for user, seen in readers:
        if user:
            client.force_login(user)
        assert set(standing(client)) == seen


def test_a_challenge_that_somebody_does_not_see_is_not_there(client):
    hidden = titled("Interno")
    assert client.get(hidden.get_absolute_url()).status_code == 404
    client.force_login(make_observer())
    assert client.get(hidden.get_absolute_url()).status_code == 404
    make_priority(challenge=hidden)
    assert client.get(hidden.get_absolute_url()).status_code == 200


def test_a_line_tells_level_who_proposed_it_and_which_priority_answers_it(client):
    challenge = titled("Frontera", illustrative=True)
    make_priority(challenge=challenge, title=Texts({"es": "Compartir alertas"}))
    text = client.get(LIST).text
    for words in ("Frontera", "Uruguay", "Compartir alertas", 'class="sample"'):
        assert words in text


def test_the_list_is_filtered_by_level_with_plain_links(client):
    client.force_login(make_secretary())
    titled("Local", approach="local")
    titled("Regional", approach="regional")
    assert set(standing(client)) == {"Local", "Regional"}
    assert standing(client, "?level=local") == ["Local"]
    assert standing(client, "?level=national") == []
    assert set(standing(client, "?level=nonsense")) == {"Local", "Regional"}
    assert 'href="?level=local" aria-current="page"' in client.get(f"{LIST}?level=local").text


def test_only_members_read_which_states_share_it(client):
    challenge = make_priority(challenge=titled("Respondido")).challenge
    make_shared_challenge(challenge=challenge)
    for address in (LIST, challenge.get_absolute_url()):
        assert "Paraguay" not in client.get(address).text
    client.force_login(make_observer())
    assert "Paraguay" not in client.get(LIST).text
    client.force_login(make_focal_point())
    for address in (LIST, challenge.get_absolute_url()):
        assert "Paraguay" in client.get(address).text


def test_withdrawn_ones_stand_apart(client):
    client.force_login(make_focal_point())
    titled("Vigente")
    titled("Retirado", withdrawn_on=today())
    answer = client.get(LIST)
    assert standing(client) == ["Vigente"]
    assert [str(one.challenge) for one in answer.context["withdrawn"]] == ["Retirado"]


def test_the_public_page_can_be_found_and_that_of_the_workspace_not(client):
    challenge = make_priority(challenge=titled("Respondido")).challenge
    for address in (LIST, challenge.get_absolute_url()):
        text = client.get(address).text
        assert 'rel="canonical"' in text
        assert "noindex" not in text
    client.force_login(make_focal_point())
    assert "noindex" in client.get(challenge.get_absolute_url()).text


def test_the_list_asks_as_much_for_sixty_challenges_as_for_two(client, django_assert_max_num_queries):
    client.force_login(make_focal_point())
    for number in range(2):
        make_shared_challenge(challenge=make_priority(challenge=titled(f"Desafío {number}")).challenge)
    client.get(LIST)
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for number in range(58):
        challenge = titled(f"Otro {number}", state=make_state(("PY", "BR", "CL")[number % 3]))
        make_shared_challenge(challenge=make_priority(challenge=challenge).challenge, state=make_state("AR"))
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(standing(client)) == 60


def test_the_menu_of_the_workspace_leads_members_to_it(rf):
    request = rf.get("/")
    for user, shown in (
        (AnonymousUser(), False),
        (make_observer(), False),
        (make_focal_point(), True),
        (make_secretary(), True),
    ):
        request.user = user
        assert (workspace_entry(request) is not None) == shown


def test_the_page_of_a_state_tells_members_what_it_proposed_and_shares(rf, client, django_assert_num_queries):
    titled("Propio")
    make_shared_challenge(challenge=titled("Compartido", state=make_state("PY")), state=make_state())
    titled("Retirado", withdrawn_on=today())
    request, state = rf.get("/"), make_state()
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        assert state_panel(request, state) is None
    request.user = make_observer()
    assert state_panel(request, state) is None
    request.user = make_player("validator", "v@example.org", state=make_state("PY"))
    panel = state_panel(request, state)
    assert [str(one) for name in ("proposed", "faced") for one in panel.context[name]] == ["Propio", "Compartido"]
    address = state.get_absolute_url()
    assert "Propio" not in client.get(address).text
    client.force_login(request.user)
    assert "Propio" in client.get(address).text
    assert state_panel(request, make_state("CL")) is None
