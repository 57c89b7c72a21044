"""A state says that it faces a challenge too, and takes it back: one press each."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.challenges.actions import share_challenge, stop_sharing_challenge
from enlace.consultations.models import SharedChallenge
from enlace.consultations.testing import make_challenge, make_shared_challenge
from enlace.core.clock import today
from enlace.network.testing import (
    fresh,
    make_focal_point,
    make_mandate,
    make_observer,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db


def way(challenge, code="uy", name="share"):
    return reverse(f"consultations:{name}_challenge", args=[challenge.pk, code])


def shared():
    return list(SharedChallenge.objects.values_list("state__code", flat=True))


def test_one_press_shares_and_another_undoes_it(client):
    challenge = make_challenge(state=make_state("PY"))
    client.force_login(make_focal_point())
    assert way(challenge) in client.get(challenge.get_absolute_url()).text
    assert client.post(way(challenge)).url == challenge.get_absolute_url()
    assert shared() == ["UY"]
    assert way(challenge, name="stop_sharing") in client.get(challenge.get_absolute_url()).text
    client.post(way(challenge, name="stop_sharing"))
    assert shared() == []
    lines = AuditEntry.objects.filter(action__endswith="_challenge").order_by("pk")
    assert [(line.action, line.before, line.after) for line in lines] == [
        ("share_challenge", {}, {"state": make_state().pk}),
        ("stop_sharing_challenge", {"state": make_state().pk}, {}),
    ]


def test_pressed_twice_it_counts_once():
    challenge, user = make_challenge(state=make_state("PY")), make_focal_point()
    for _press in range(2):
        share_challenge(challenge, by=user, state=make_state())
    assert (shared(), AuditEntry.objects.filter(action="share_challenge").count()) == (["UY"], 1)
    for _press in range(2):
        stop_sharing_challenge(challenge, by=user, state=make_state())
    assert AuditEntry.objects.filter(action="stop_sharing_challenge").count() == 1


def test_from_the_list_one_comes_back_to_the_same_place(client):
    challenge = make_challenge(state=make_state("PY"))
    client.force_login(make_focal_point())
    address = reverse("consultations:challenges")
    assert way(challenge) in client.get(address).text
    back = client.post(way(challenge), {"listed": "binational"}).url
    assert back == f"{address}?level=binational#challenge-{challenge.pk}"
    assert client.post(way(challenge), {"listed": "//example.org"}).url == f"{address}#challenge-{challenge.pk}"


def test_nobody_speaks_for_another_state(client):
    challenge = make_challenge(state=make_state("PY"))
    make_state("BR")
    make_state()
    users = [make_focal_point("br@example.org", "BR"), make_validator(), make_secretary()]
    for user in users:
        client.force_login(user)
        assert client.post(way(challenge)).status_code == 403
    client.force_login(make_observer())
    assert client.post(way(challenge)).status_code == 404
    assert shared() == []


def test_its_own_and_what_is_withdrawn_is_not_shared(client):
    user, own = make_focal_point(), make_challenge()
    withdrawn = make_challenge(state=make_state("PY"), withdrawn_on=today())
    for challenge in (own, withdrawn):
        with pytest.raises(PermissionDenied):
            share_challenge(challenge, by=user, state=make_state())
    client.force_login(user)
    assert "stop-sharing" not in client.get(own.get_absolute_url()).text
    assert "/share/" not in client.get(withdrawn.get_absolute_url()).text


def test_who_acts_for_two_states_says_it_for_each(client):
    user, challenge = make_focal_point(), make_challenge(state=make_state("CL"))
    make_mandate("alternate", person=user.person, state=make_state("PY"))
    make_shared_challenge(challenge=challenge)
    client.force_login(fresh(user))
    text = client.get(challenge.get_absolute_url()).text
    assert way(challenge) in text
    assert way(challenge, "py", "stop_sharing") in text
    assert way(challenge) not in client.get(reverse("consultations:challenges")).text


def test_an_unknown_state_or_a_hidden_challenge_is_not_there(client):
    hidden = make_challenge(audience="secretariat")
    client.force_login(make_focal_point())
    assert client.post(way(hidden)).status_code == 404
    assert client.post(way(make_challenge(), "xx")).status_code == 404
