"""Pause, resume, another amount, another card: the provider does it, and nothing changes where it does not."""

import pytest
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.giving.donors.links import donor_token
from enlace.giving.models import PolicyOutcome
from enlace.giving.providers.configured import provider_named
from enlace.giving.testing import make_offer
from enlace.giving.tests.way_in import at_provider, begun_monthly, kinds_of

pytestmark = pytest.mark.django_db


def do(client, gift, name, *, language="en", **typed):
    address = reverse(f"giving:{name}", args=[donor_token(gift.donor), gift.pk])
    response = client.post("/".join([f"/{language}", address.split("/", 2)[2]]), typed)
    gift.refresh_from_db()
    return response


def test_it_is_paused_and_resumed(client, sandbox):
    gift = begun_monthly(sandbox)
    do(client, gift, "mine_pause")
    assert gift.standing == "paused"
    do(client, gift, "mine_resume")
    assert gift.standing == "active"
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"pause_gift", "resume_gift"} <= actions


def test_a_second_pause_is_a_new_call(client, sandbox):
    gift = begun_monthly(sandbox)
    for name in ("mine_pause", "mine_resume", "mine_pause"):
        do(client, gift, name)
    assert gift.standing == "paused"
    assert kinds_of(sandbox, gift).count("subscription.changed") == 3
    assert at_provider(gift).state == "paused"


@pytest.mark.parametrize("name", ["mine_pause", "mine_amount"])
def test_where_the_provider_is_silent_nothing_changes_and_a_sentence_says_so(client, sandbox, name):
    gift = begun_monthly(sandbox)
    sandbox.kill()
    response = do(client, gift, name, amount="30")
    shown = response if response.status_code == 200 else client.get(response["Location"])
    assert "does not answer now" in shown.content.decode()
    assert (gift.standing, gift.monthly_amount) == ("active", 2500)
    sandbox.start()
    there = at_provider(gift)
    assert (there.state, there.money) == ("active", gift.money)


@pytest.mark.parametrize(("name", "stands"), [("mine_pause", ("paused", 2500)), ("mine_amount", ("active", 3000))])
def test_where_the_answer_was_lost_the_same_wish_again_is_done_once(client, sandbox, name, stands):
    gift = begun_monthly(sandbox)
    sandbox.set_faults(drops=1)
    do(client, gift, name, amount="30")
    assert (gift.standing, gift.monthly_amount) == ("active", 2500)
    do(client, gift, name, amount="30")
    assert (gift.standing, gift.monthly_amount) == stands
    assert kinds_of(sandbox, gift).count("subscription.changed") == 1


@pytest.mark.parametrize("name", ["mine_pause", "mine_amount"])
def test_where_the_provider_refuses_a_sentence_says_so(client, sandbox, name):
    """It has ended there, and nobody has told us yet."""
    gift = begun_monthly(sandbox)
    provider_named("sandbox").cancel(gift.subscription, f"there:{gift.key}")
    response = do(client, gift, name, amount="30")
    shown = response if response.status_code == 200 else client.get(response["Location"])
    assert "refuses this" in shown.content.decode()
    assert (gift.standing, gift.monthly_amount) == ("active", 2500)


@pytest.mark.parametrize(("language", "typed"), [("es", "1.250,50"), ("en", "1,250.50"), ("pt", "1.250,50")])
def test_the_amount_is_read_in_the_language_of_the_page(client, sandbox, language, typed):
    gift = begun_monthly(sandbox, thanked_as="Vecinos")
    do(client, gift, "mine_amount", language=language, amount=typed)
    assert gift.monthly_amount == 125_050
    assert at_provider(gift).money.minor == 125_050


@pytest.mark.parametrize("typed", ["", "abc", "-20", "0", "1", "4.99", "10,000.01", "1.234", "9" * 30])
def test_an_amount_that_cannot_be_is_refused_with_a_sentence_and_stays_in_the_field(client, sandbox, typed):
    gift = begun_monthly(sandbox)
    response = do(client, gift, "mine_amount", amount=typed)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert f'value="{typed}"' in response.content.decode() or not typed
    assert gift.monthly_amount == 2500


def test_more_than_the_policy_takes_without_a_name_is_refused_and_written_down(client, sandbox):
    make_offer(anonymous_most=5000)
    gift = begun_monthly(sandbox)
    response = do(client, gift, "mine_amount", amount="60")
    assert "anonymously" in response.content.decode()
    assert gift.monthly_amount == 2500
    assert PolicyOutcome.objects.get().reason == "anonymous"


def test_the_card_is_changed_at_the_provider_by_a_link_and_never_here(client, sandbox):
    gift = begun_monthly(sandbox)
    token = donor_token(gift.donor)
    address = reverse("giving:mine_card", args=[token, gift.pk])
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith(f"{sandbox.address}/card/")
    assert response["Referrer-Policy"] == "no-referrer"
    sandbox.kill()
    assert client.get(address)["Location"] == reverse("giving:mine", args=[token])


def test_one_that_has_ended_cannot_be_changed_and_the_page_says_how_it_stands(client, sandbox):
    gift = begun_monthly(sandbox)
    do(client, gift, "mine_stop")
    for name in ("mine_pause", "mine_resume", "mine_amount", "mine_stop"):
        assert do(client, gift, name, amount="30").status_code == 302
    assert gift.standing == "ended"
    assert kinds_of(sandbox, gift)[2:] == ["subscription.ended"]


def test_a_provider_that_is_off_counts_as_silent(client, settings, sandbox):
    gift = begun_monthly(sandbox)
    settings.SANDBOX_ADDRESS = ""
    do(client, gift, "mine_pause")
    assert gift.standing == "active"
    settings.SANDBOX_ADDRESS = sandbox.address
    assert at_provider(gift).state == "active"
