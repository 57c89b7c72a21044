"""A monthly gift is stopped by its donor, with or without an answer of the provider."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.giving.donors.links import Holder, donor_token
from enlace.giving.donors.monthly_actions import stop_gift
from enlace.giving.settling.asking_actions import end_what_must_end
from enlace.giving.testing import make_donor, make_treasurer
from enlace.giving.tests.way_in import at_provider, begun_monthly, kinds_of, mail_beside_receipts

pytestmark = pytest.mark.django_db


def stop_page(gift):
    return reverse("giving:mine_stop", args=[donor_token(gift.donor), gift.pk])


def test_one_page_asks_and_then_it_is_over(client, sandbox):
    gift = begun_monthly(sandbox)
    assert client.get(stop_page(gift)).status_code == 200
    gift.refresh_from_db()
    assert not gift.ended_by
    client.post(stop_page(gift))
    gift.refresh_from_db()
    assert (gift.standing, gift.ended_by) == ("ended", "donor")
    assert at_provider(gift).state == "ended"
    assert mail_beside_receipts().get().to == gift.donor.email
    assert "stop_gift" in AuditEntry.objects.values_list("action", flat=True)


def test_a_double_click_stops_it_once(client, sandbox):
    gift = begun_monthly(sandbox)
    for _click in range(2):
        assert client.post(stop_page(gift)).status_code == 302
    assert kinds_of(sandbox, gift).count("subscription.ended") == 1
    assert AuditEntry.objects.filter(action="stop_gift").count() == 1
    assert mail_beside_receipts().count() == 1


@pytest.mark.parametrize("fault", ["errors", "drops"])
def test_while_the_provider_is_silent_the_wish_is_kept_and_the_tick_ends_it(client, sandbox, fault):
    gift = begun_monthly(sandbox)
    sandbox.set_faults(**{fault: 1})
    client.post(stop_page(gift))
    gift.refresh_from_db()
    assert (gift.standing, gift.ended_by) == ("active", "donor")
    assert end_what_must_end(now()) == 1
    gift.refresh_from_db()
    assert (gift.standing, at_provider(gift).state) == ("ended", "ended")


def test_another_donor_cannot_and_the_treasury_can(sandbox):
    gift = begun_monthly(sandbox)
    with pytest.raises(PermissionDenied):
        stop_gift(gift, by=AnonymousUser(), holder=Holder(make_donor().pk))
    assert stop_gift(gift, by=make_treasurer()).ended_by == "treasury"
