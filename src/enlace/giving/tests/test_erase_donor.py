"""A donor is forgotten at their wish; what the law wants stays with the treasury for as long as it wants it."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.serializers import serialize
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.core.mail import post
from enlace.core.models import Mail
from enlace.giving.donors.erasing_actions import erase_donor, export_donor
from enlace.giving.donors.links import Holder, donor_token
from enlace.giving.models import Donor, Gift, Receipt
from enlace.giving.settling.asking_actions import end_what_must_end
from enlace.giving.testing import make_comptroller, make_donor, make_treasurer
from enlace.giving.tests.way_in import at_provider, begun_monthly

pytestmark = pytest.mark.django_db
WORDS = {"name": "Nombre Secreto", "thanked_as": "Vecina Secreta", "in_memory_of": "Alguien Secreto"}


@pytest.fixture
def gift(sandbox):
    donor = make_donor(name="Nombre Secreto", email="secreto@example.org")
    return begun_monthly(sandbox, donor=donor, message="Palabra Secreta", **WORDS)


def erase(client, gift):
    return client.post(reverse("giving:mine_erase", args=[donor_token(gift.donor)]))


def test_a_page_says_what_happens_before_it_does(client, gift):
    address = reverse("giving:mine_erase", args=[donor_token(gift.donor)])
    assert client.get(address).status_code == 200
    assert Donor.objects.get().email


def test_names_and_words_go_at_once_and_the_gift_is_stopped(client, gift):
    post("secreto@example.org", "Para vos", "Un texto")
    assert erase(client, gift).status_code == 302
    kept = serialize("json", [*Donor.objects.all(), *Gift.objects.all(), *Mail.objects.all()])
    assert "ecret" not in kept
    assert at_provider(gift).state == "ended"
    assert client.get(reverse("giving:mine", args=[donor_token(gift.donor)])).status_code == 404


def test_the_receipt_keeps_name_and_amount(client, gift):
    erase(client, gift)
    facts = Receipt.objects.get().facts
    assert (facts["donor"], facts["amount"]) == ("Nombre Secreto", 2500)


def test_where_the_provider_is_silent_they_are_erased_and_the_tick_stops_the_gift(client, gift, sandbox):
    sandbox.kill()
    erase(client, gift)
    assert not Donor.objects.get().email
    sandbox.start()
    assert end_what_must_end(now()) == 1
    assert at_provider(gift).state == "ended"
    assert not Mail.objects.exists()


def test_the_log_holds_nothing_of_them(client, gift):
    export_donor(gift.donor, by=make_treasurer())
    erase(client, gift)
    lines = str(list(AuditEntry.objects.filter(subject_kind__startswith="giving.").values()))
    assert "erase_donor" in lines
    assert "export_donor" in lines
    assert "ecret" not in lines


def test_the_treasurer_may_and_the_comptroller_and_other_donors_may_not(gift):
    for by, holder in ((make_comptroller(), None), (AnonymousUser(), Holder(make_donor().pk))):
        with pytest.raises(PermissionDenied):
            erase_donor(gift.donor, by=by, holder=holder)
    erase_donor(gift.donor, by=make_treasurer())
    assert Donor.objects.get(pk=gift.donor.pk).erased_at


def test_the_export_holds_everything_a_program_can_read(client, gift):
    held = json.loads(client.get(reverse("giving:mine_export", args=[donor_token(gift.donor)])).content)
    assert held["donor"]["email"] == "secreto@example.org"
    (one,) = held["gifts"]
    assert (one["amount"], one["currency"], one["message"]) == ("25.00", "USD", "Palabra Secreta")
    (payment,) = one["payments"]
    assert payment["receipt"]["facts"]["donor"] == "Nombre Secreto"


def test_the_export_names_every_column_of_donor_and_gift_or_says_why_not(client, gift):
    held = export_donor(gift.donor, by=AnonymousUser(), holder=Holder(gift.donor.pk))
    ours = {"id", "donor", "key", "form_key", "address", "closed_at", "refusals", "waiting", "asked", "applied"}
    columns = {field.name for field in Gift._meta.fields}
    assert columns - ours <= set(held["gifts"][0])
    assert {field.name for field in Donor._meta.fields} - {"id", "key"} <= set(held["donor"])
