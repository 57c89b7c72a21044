"""A monthly gift is stopped by its donor, with or without an answer of the provider."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.giving.donors.links import Holder, donor_token
from enlace.giving.donors.monthly_actions import stop_gift
from enlace.giving.settling.asking_actions import end_what_must_end
from enlace.giving.testing import make_donor, make_treasurer
from enlace.giving.tests.till import make_monthly_gift

pytestmark = pytest.mark.django_db


def stop_page(gift):
    return reverse("giving:mine_stop", args=[donor_token(gift.donor), gift.pk])


def test_one_page_asks_and_then_it_is_over(client, till):
    gift = make_monthly_gift(till)
    assert client.get(stop_page(gift)).status_code == 200
    gift.refresh_from_db()
    assert not gift.ended_by
    client.post(stop_page(gift))
    gift.refresh_from_db()
    assert (gift.standing, gift.ended_by) == ("ended", "donor")
    assert till.monthly[gift.subscription].state == "ended"
    assert Mail.objects.get().to == gift.donor.email
    assert "stop_gift" in AuditEntry.objects.values_list("action", flat=True)


def test_a_double_click_stops_it_once(client, till):
    gift = make_monthly_gift(till)
    for _click in range(2):
        assert client.post(stop_page(gift)).status_code == 302
    assert len(till.calls) == 1
    assert Mail.objects.count() == 1


def test_while_the_provider_is_silent_the_wish_is_kept_and_the_tick_ends_it(client, till):
    gift = make_monthly_gift(till)
    till.silent = True
    client.post(stop_page(gift))
    gift.refresh_from_db()
    assert (gift.standing, gift.ended_by) == ("active", "donor")
    till.silent = False
    assert end_what_must_end(now()) == 1
    gift.refresh_from_db()
    assert gift.standing == "ended"


def test_another_donor_cannot_and_the_treasury_can(till):
    gift = make_monthly_gift(till)
    with pytest.raises(PermissionDenied):
        stop_gift(gift, by=AnonymousUser(), holder=Holder(make_donor().pk))
    assert stop_gift(gift, by=make_treasurer()).ended_by == "treasury"
