"""Proposing, changing, withdrawing and restoring a challenge."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.challenges.actions import (
    add_challenge,
    change_challenge,
    restore_challenge,
    withdraw_challenge,
)
from enlace.consultations.challenges.similar import similar_challenges
from enlace.consultations.models import Challenge
from enlace.consultations.testing import make_challenge, make_priority, make_shared_challenge
from enlace.core.clock import today
from enlace.core.texts import Texts
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
ADD = reverse("consultations:add_challenge")
TITLE = {"es": "Discursos de odio en campañas"}
FIELDS = {"title_es": TITLE["es"], "approach": "national"}
TOMORROW = today() + timedelta(days=1)


def way(name, challenge):
    return reverse(f"consultations:{name}_challenge", args=[challenge.pk])


def test_a_focal_point_proposes_for_their_state_and_it_is_recorded(client):
    client.force_login(make_focal_point())
    assert client.get(ADD).status_code == 200
    client.post(ADD, FIELDS | {"text_es": "En redes.", "audience": "public", "proposed_on": "2012-03-29"})
    challenge = Challenge.objects.get()
    assert (challenge.state.code, challenge.audience, challenge.proposed_on) == ("UY", "members", today())
    assert (challenge.title, str(challenge.shown_text)) == (TITLE, "En redes.")
    line = AuditEntry.objects.get(action="add_challenge")
    assert (line.subject_id, line.after["state"], line.after["approach"]) == (
        str(challenge.pk),
        challenge.state_id,
        "national",
    )


@pytest.mark.parametrize("maker", [make_validator, make_observer])
def test_who_does_not_act_for_a_state_may_not(client, maker):
    client.force_login(maker())
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, FIELDS).status_code == 403
    assert not Challenge.objects.exists()


def test_whoever_is_not_signed_in_is_asked_to(client):
    assert client.get(ADD).status_code == 302


def test_for_another_state_or_another_audience_nobody_but_the_secretariat_proposes():
    user = make_focal_point()
    with pytest.raises(PermissionDenied):
        add_challenge(by=user, state=make_state("PY"), title=TITLE, approach="local")
    with pytest.raises(PermissionDenied):
        add_challenge(by=user, title=TITLE, approach="local")
    with pytest.raises(PermissionDenied):
        add_challenge(by=user, state=make_state(), title=TITLE, approach="local", audience="public")


def test_who_acts_for_two_states_chooses_one_of_them(client):
    user = make_focal_point()
    make_mandate("alternate", person=user.person, state=make_state("PY"))
    make_state("BR")
    client.force_login(fresh(user))
    text = client.get(ADD).text
    assert "Paraguay" in text
    assert "Brasil" not in text
    assert client.post(ADD, FIELDS).context["form"].errors["state"]
    assert client.post(ADD, FIELDS | {"state": make_state("BR").pk}).context["form"].errors["state"]
    client.post(ADD, FIELDS | {"state": make_state("PY").pk})
    assert Challenge.objects.get().state.code == "PY"


def test_the_secretariat_proposes_for_itself_or_for_a_state_on_any_day_of_the_past(client):
    client.force_login(make_secretary())
    fields = FIELDS | {"audience": "members", "proposed_on": "2016-11-28"}
    client.post(ADD, fields)
    client.post(ADD, fields | {"title_es": "Otro asunto distinto", "state": make_state("PY").pk})
    second, first = Challenge.objects.all()
    assert (first.state, second.state.code, first.proposed_on.year) == (None, "PY", 2016)


def test_bad_input_gets_a_sentence_at_its_field_and_keeps_what_was_typed(client):
    client.force_login(make_secretary())
    good = FIELDS | {"audience": "members", "proposed_on": today().isoformat()}
    wrong = {
        "title": {"title_es": ""},
        "approach": {"approach": "global"},
        "proposed_on": {"proposed_on": TOMORROW.isoformat()},
        "audience": {"audience": "secretariat", "state": make_state().pk},
    }
    for field, given in wrong.items():
        answer = client.post(ADD, good | {"text_es": "Lo que escribí"} | given)
        assert answer.context["form"].errors[field]
        assert "Lo que escribí" in answer.text
    assert client.post(ADD, good | {"title_es": "x" * 201}).context["form"].errors["title"]
    assert not Challenge.objects.exists()


def test_nobody_is_invited_to_a_challenge():
    with pytest.raises(ValidationError):
        add_challenge(by=None, title=TITLE, approach="local", audience="invited")


def test_something_like_it_is_shown_before_it_is_proposed_a_second_time(client):
    make_challenge(title=Texts({"es": "Los discursos de odio en las campañas electorales"}))
    make_challenge(title=Texts({"es": "Armas de fuego"}))
    client.force_login(make_focal_point("py@example.org", "PY"))
    answer = client.post(ADD, FIELDS)
    assert [str(one) for one in answer.context["similar"]] == ["Los discursos de odio en las campañas electorales"]
    assert Challenge.objects.count() == 2
    client.post(ADD, FIELDS | {"seen": "1"})
    assert Challenge.objects.count() == 3


def test_likeness_compares_within_a_language_and_never_shows_what_is_hidden():
    user = make_focal_point()
    make_challenge(title=Texts({"es": "Hate speech in campaigns"}))
    make_challenge(title=Texts({"en": "Hate speech in campaigns"}), audience="secretariat")
    make_challenge(title=Texts({"en": "Hate speech in campaigns"}), withdrawn_on=today())
    seen = make_challenge(title=Texts({"en": "HATE speech campaigns"}))
    assert similar_challenges({"en": "hate speech in the campaigns"}, user) == [seen]
    assert similar_challenges({"en": "a b"}, user) == []


def test_its_state_changes_it_until_an_adopted_priority_answers_it(client):
    client.force_login(make_focal_point())
    challenge = make_challenge()
    address = way("edit", challenge)
    assert "audience" not in client.get(address).context["form"].fields
    client.post(address, FIELDS | {"title_pt": "Discursos de ódio"})
    challenge.refresh_from_db()
    assert (challenge.title["pt"], challenge.approach) == ("Discursos de ódio", "national")
    line = AuditEntry.objects.get(action="change_challenge")
    assert (line.before["approach"], line.after["approach"]) == ("binational", "national")
    make_priority(challenge=challenge)
    assert client.post(address, FIELDS).status_code == 403
    client.force_login(make_focal_point("py@example.org", "PY"))
    assert client.post(address, FIELDS).status_code == 403


def test_saving_without_a_change_records_nothing():
    challenge = make_challenge()
    change_challenge(challenge, by=None, title=challenge.title, approach=challenge.approach)
    assert not AuditEntry.objects.filter(action="change_challenge").exists()


def test_the_secretariat_sets_who_proposed_it_and_who_sees_it(client):
    client.force_login(make_secretary())
    challenge = make_challenge()
    make_shared_challenge(challenge=challenge)
    fields = {"audience": "network", "proposed_on": today().isoformat(), "state": make_state("PY").pk}
    client.post(way("edit", challenge), FIELDS | fields)
    challenge.refresh_from_db()
    assert (challenge.audience, challenge.state.code) == ("network", "PY")
    assert not challenge.shared.exists()
    with pytest.raises(PermissionDenied):
        change_challenge(challenge, by=make_focal_point("py@example.org", "PY"), audience="public")


def test_it_is_withdrawn_and_restored_with_one_press_each(client):
    client.force_login(make_focal_point())
    challenge = make_challenge()
    assert client.get(way("withdraw", challenge)).status_code == 405
    client.post(way("withdraw", challenge))
    challenge.refresh_from_db()
    assert challenge.withdrawn_on == today()
    assert way("restore", challenge) in client.get(challenge.get_absolute_url()).text
    assert client.post(way("withdraw", challenge)).status_code == 403
    client.post(way("restore", challenge))
    challenge.refresh_from_db()
    assert challenge.withdrawn_on is None
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))[-2:] == [
        "withdraw_challenge",
        "restore_challenge",
    ]


def test_what_an_adopted_priority_answers_is_not_withdrawn_and_another_state_withdraws_nothing():
    answered, other = make_priority().challenge, make_challenge(state=make_state("PY"))
    user = make_focal_point()
    for challenge in (answered, other):
        with pytest.raises(PermissionDenied):
            withdraw_challenge(challenge, by=user)
    with pytest.raises(PermissionDenied):
        restore_challenge(make_challenge(state=make_state("PY"), withdrawn_on=today()), by=user)
