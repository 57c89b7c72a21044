"""Donors, as the treasury reads and corrects them."""

import pytest
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.giving.models import Donor
from enlace.giving.testing import make_comptroller, make_donor, make_gift, make_payment, make_treasurer
from enlace.network.testing import make_secretary

pytestmark = pytest.mark.django_db
LIST = reverse("giving:donors")


def test_who_has_given_is_listed_with_counts_and_constant_queries(client, django_assert_max_num_queries):
    client.force_login(make_comptroller())
    gift = make_gift(rhythm="monthly")
    make_payment(gift=gift)
    make_payment(gift=gift)
    make_payment(gift=make_gift(donor=gift.donor))
    make_donor(name="Sin donación")
    client.get(LIST)
    with django_assert_max_num_queries(25) as first:
        (donor,) = client.get(LIST).context["shown"]
    assert (donor.amount, donor.times) == (2, 3)
    for _turn in range(4):
        make_payment()
    with django_assert_max_num_queries(25) as then:
        assert len(client.get(LIST).context["shown"]) == 5
    assert len(first) == len(then)
    assert len(client.get(LIST, {"text": donor.email}).context["shown"]) == 1


def test_a_correction_counts_for_receipts_from_now_on(client):
    client.force_login(make_treasurer())
    donor = make_donor(name="Antes")
    going, once = make_gift(donor=donor, rhythm="monthly", subscription="s"), make_gift(donor=donor)
    form = {"name": "Después", "email": donor.email, "country": "AR", "language": "pt"}
    client.post(reverse("giving:correct_donor", args=[donor.pk]), form)
    for gift in (going, once):
        gift.refresh_from_db()
    assert (going.name, going.country, going.language, once.name) == ("Después", "AR", "pt", "Antes")
    line = AuditEntry.objects.get(action="correct_donor")
    assert line.after == {"changed": ["name", "country", "language"]}


def test_the_address_of_another_donor_is_refused(client):
    client.force_login(make_treasurer())
    donor, other = make_donor(), make_donor()
    form = {"name": "", "email": other.email.upper(), "country": "", "language": "es"}
    answer = client.post(reverse("giving:correct_donor", args=[donor.pk]), form)
    assert answer.context["form"].errors["email"]


def test_what_is_held_is_exported_and_a_donor_is_erased(client):
    client.force_login(make_treasurer())
    donor = make_payment().gift.donor
    assert client.get(reverse("giving:donor", args=[donor.pk])).status_code == 200
    assert client.get(reverse("giving:export_donor", args=[donor.pk])).json()["donor"]["email"] == donor.email
    client.post(reverse("giving:erase_donor", args=[donor.pk]))
    assert Donor.objects.get().erased_at
    assert client.get(reverse("giving:donor", args=[donor.pk])).status_code == 200


def test_the_control_reads_and_the_secretariat_finds_nobody(client):
    donor = make_donor(erased_at=now(), email="", name="")
    client.force_login(make_comptroller())
    assert client.get(reverse("giving:donor", args=[donor.pk])).status_code == 200
    assert client.post(reverse("giving:correct_donor", args=[donor.pk])).status_code == 403
    client.force_login(make_secretary())
    assert client.get(reverse("giving:donor", args=[donor.pk])).status_code == 404
