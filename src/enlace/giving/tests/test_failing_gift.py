"""A refused monthly payment is told kindly, once for each payment; after three refusals the gift ends."""

import pytest

from enlace.core.clock import now
from enlace.core.dates import date_in_words
from enlace.giving.providers.configured import provider_named
from enlace.giving.settling.asking_actions import ask_provider, end_what_must_end
from enlace.giving.tests.way_in import advance_to_next, at_provider, begun_monthly, mail_beside_receipts

pytestmark = pytest.mark.django_db


def give_card(sandbox, gift, card):
    page = provider_named("sandbox").card_page(gift.about, "http://localhost:9/back", gift.language)
    assert sandbox.change_card(page, card).status == 303


def refused(sandbox, **overrides):
    """A monthly gift whose second payment was refused."""
    gift = begun_monthly(sandbox, **overrides)
    give_card(sandbox, gift, "refused")
    return advance_to_next(sandbox, gift)


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_it_says_that_nothing_must_be_done_and_where_another_card_is_given(sandbox, language):
    gift = refused(sandbox, language=language)
    assert gift.standing == "failing"
    mail = mail_beside_receipts().get()
    assert "25" in mail.text
    assert date_in_words(gift.next_on, language) in mail.text
    assert "/giving/mine/" in mail.text
    assert "!" not in mail.text


def test_each_owed_payment_is_told_once(sandbox):
    gift = refused(sandbox)
    ask_provider(gift, found_by="event")
    assert advance_to_next(sandbox, gift).standing == "failing"
    assert mail_beside_receipts().count() == 1
    for card in ("accepted", "refused"):
        give_card(sandbox, gift, card)
    assert ask_provider(gift, found_by="event").standing == "active"
    assert advance_to_next(sandbox, gift).standing == "failing"
    assert mail_beside_receipts().count() == 2


def test_after_three_refusals_it_ends_and_that_is_told(sandbox):
    gift = refused(sandbox)
    for standing in ("", "failed"):
        gift = advance_to_next(sandbox, gift)
        assert (gift.standing, gift.ended_by) == ("failing", standing)
    assert at_provider(gift).refusals == 3
    assert end_what_must_end(now()) == 1
    gift.refresh_from_db()
    assert (gift.standing, gift.ended_by) == ("ended", "failed")
    assert at_provider(gift).state == "ended"
    assert mail_beside_receipts().count() == 2
