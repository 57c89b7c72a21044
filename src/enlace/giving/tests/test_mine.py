"""The page of a donor, which their signed link opens."""

from datetime import timedelta

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.giving.donors.links import donor_token
from enlace.giving.models import Donor, PolicyOutcome, Receipt
from enlace.giving.settling.asking_actions import ask_provider
from enlace.giving.testing import (
    make_donor,
    make_gift,
    make_offer,
    make_payment,
    make_receipt,
)
from enlace.giving.tests.way_in import at_provider, begun_monthly, kinds_of
from enlace.network.testing import make_secretary

pytestmark = pytest.mark.django_db


def page_of(donor, name="mine", *args):
    return reverse(f"giving:{name}", args=[donor_token(donor), *args])


def text_of(response):
    return " ".join(response.content.decode().split())


def test_it_shows_gifts_receipts_and_what_was_given_back(client, sandbox):
    gift = begun_monthly(sandbox)
    receipt = Receipt.objects.get()
    sandbox.refund_at_provider(receipt.payment.reference, 700, "USD")
    ask_provider(gift, found_by="event")
    shown = text_of(client.get(page_of(gift.donor)))
    assert "Instituto de prueba" in shown
    assert receipt.shown_number in shown
    assert reverse("giving:mine_stop", args=["x", gift.pk]).split("/x/")[1] in shown
    assert "25 US$" in shown
    assert "7 US$" in shown


def test_it_is_kept_to_itself(client):
    response = client.get(page_of(make_donor()))
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "form-action 'self'" in response["Content-Security-Policy"]


def test_a_link_that_is_no_good_leads_calmly_to_a_new_one(client):
    donor = make_donor()
    old, renewed = page_of(donor), page_of(make_donor(erased_at=now(), email=""))
    donor.key = "other"
    donor.save()
    forged = reverse("giving:mine", args=[TimestampSigner(salt="other").sign(f"{donor.pk}.{donor.key}")])
    for address in (old, renewed, forged, reverse("giving:mine", args=["x"])):
        response = client.get(address)
        assert response.status_code == 404
        assert reverse("giving:ask_link") in text_of(response)


def test_a_link_is_too_old_after_ninety_days(client, monkeypatch):
    address = page_of(make_donor())
    later = now().timestamp() + timedelta(days=91).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.get(address).status_code == 404


def test_nobody_reaches_what_another_gave(client, sandbox):
    mine, other = make_donor(), begun_monthly(sandbox)
    receipt = Receipt.objects.get()
    for name in ("mine_stop", "mine_amount", "mine_card", "mine_thanks"):
        assert client.get(page_of(mine, name, other.pk)).status_code == 404
    for name in ("mine_stop", "mine_pause", "mine_resume"):
        assert client.post(page_of(mine, name, other.pk)).status_code == 404
    assert client.get(page_of(mine, "mine_receipt", receipt.pk)).status_code == 404
    assert receipt.shown_number not in text_of(client.get(page_of(mine)))


def test_a_gift_of_somebody_signed_in_is_still_nobodys_in_the_log(client, sandbox):
    from_office = Client()
    from_office.force_login(make_secretary())
    gift = begun_monthly(sandbox)
    from_office.post(page_of(gift.donor, "mine_pause", gift.pk))
    gift.refresh_from_db()
    assert gift.standing == "paused"
    assert not _log().exclude(by=None).exists()


def test_no_cookie_is_needed_to_act(sandbox):
    gift = begun_monthly(sandbox)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(page_of(gift.donor, "mine_stop", gift.pk)).status_code == 302
    gift.refresh_from_db()
    assert gift.ended_at


def test_a_page_asks_as_often_for_five_gifts_as_for_one(client, sandbox, django_assert_max_num_queries):
    donor = make_donor()
    client.get(page_of(donor))
    counts = []
    for _more in range(2):
        for _number in range(3):
            begun_monthly(sandbox, donor=donor)
        with django_assert_max_num_queries(60) as asked:
            client.get(page_of(donor))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_thanks_in_public_and_anonymity_are_chosen_and_the_policy_holds(client):
    make_offer(anonymous_most=1000)
    gift = make_payment(gift=make_gift(thanked_as="Vecinos")).gift
    response = client.post(page_of(gift.donor, "mine_thanks", gift.pk), {"thanked_as": ""})
    assert response.status_code == 200
    gift.refresh_from_db()
    assert gift.thanked_as == "Vecinos"
    assert PolicyOutcome.objects.get().reason == "anonymous"
    client.post(page_of(gift.donor, "mine_thanks", gift.pk), {"thanked_as": "Los vecinos"})
    gift.refresh_from_db()
    assert gift.thanked_as == "Los vecinos"


def test_the_language_of_mails_is_chosen_for_all_gifts(client):
    gift = make_gift()
    client.post(page_of(gift.donor, "mine_language"), {"language": "pt"})
    gift.refresh_from_db()
    assert (gift.language, gift.donor.language) == ("pt", "pt")


def test_older_links_become_invalid_and_the_new_one_comes_by_mail(client):
    donor = make_donor()
    old = page_of(donor)
    response = client.post(page_of(donor, "mine_link"))
    assert client.get(old).status_code == 404
    assert client.get(response["Location"]).status_code == 200
    assert Mail.objects.get().to == donor.email


def test_the_receipt_and_the_statement_of_a_year_are_pdfs(client):
    payment = make_payment(gift=make_gift(currency="CLP"))
    receipt = make_receipt(payment=payment)
    year = payment.paid_at.year
    for address in (page_of(payment.gift.donor, "mine_receipt", receipt.pk), _statement(payment.gift.donor, year)):
        response = client.get(address)
        assert response.content.startswith(b"%PDF")
        assert "attachment" in response["Content-Disposition"]
        assert response["Cache-Control"] == "no-store"
    assert client.get(_statement(payment.gift.donor, year - 1)).status_code == 404


def _statement(donor, year):
    return page_of(donor, "mine_statement", year)


def _log():
    return AuditEntry.objects.filter(subject_kind__startswith="giving.")


def test_no_link_stands_in_the_log(client, sandbox, caplog):
    gift = begun_monthly(sandbox)
    token = donor_token(gift.donor)
    client.get(page_of(gift.donor, "mine_receipt", 99))
    client.get(page_of(gift.donor, "mine_pause", gift.pk))
    client.post(page_of(gift.donor, "mine_export"))
    Donor.objects.update(key="other")
    client.get(reverse("giving:mine", args=[token]))
    assert token not in caplog.text


def test_a_look_pauses_and_renews_nothing(client, sandbox):
    gift = begun_monthly(sandbox)
    token, before = donor_token(gift.donor), kinds_of(sandbox, gift)
    for name, *args in (("mine_pause", gift.pk), ("mine_resume", gift.pk), ("mine_link",)):
        answer = client.get(reverse(f"giving:{name}", args=[token, *args]))
        assert answer["Location"] == reverse("giving:mine", args=[token])
    assert kinds_of(sandbox, gift) == before
    assert at_provider(gift).state == "active"
