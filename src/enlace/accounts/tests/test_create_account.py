import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from enlace.accounts.actions import create_account
from enlace.accounts.models import AuditEntry, User
from enlace.accounts.testing import make_user
from enlace.network.testing import make_secretary

pytestmark = pytest.mark.django_db


def test_an_account_is_confirmed_and_in_its_language():
    user = make_user(language="pt")
    assert user.emailaddress_set.get().verified
    assert user.wagtail_userprofile.preferred_language == "pt"


def test_an_account_alone_does_not_enter_the_cms(client):
    client.force_login(make_user())
    assert client.get("/cms/").status_code == 403


def test_a_secretary_may_not_make_accounts():
    with pytest.raises(PermissionDenied):
        create_account("other@example.org", by=make_secretary())
    assert not User.objects.filter(email="other@example.org").exists()


def test_it_is_recorded_without_name_or_address():
    user = make_user("office@example.org", name="Oficina de prensa")
    entry = AuditEntry.objects.get(action="create_account", subject_id=user.pk)
    assert entry.after == {"is_superuser": False}


def test_two_accounts_cannot_share_an_address_in_another_case():
    make_user("office@example.org")
    with pytest.raises(IntegrityError):
        User.objects.create_user("OFFICE@example.org")
