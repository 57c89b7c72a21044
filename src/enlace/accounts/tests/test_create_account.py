import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from enlace.accounts.actions import create_account
from enlace.accounts.models import AuditEntry, User
from enlace.accounts.testing import make_secretary, make_user

pytestmark = pytest.mark.django_db


def test_an_account_is_confirmed_and_in_its_language():
    user = make_user(language="pt")
    assert user.emailaddress_set.get().verified
    assert user.wagtail_userprofile.preferred_language == "pt"


def test_who_is_in_no_group_does_not_enter_the_cms():
    assert not make_user().is_staff
    assert make_secretary().is_staff


def test_a_secretary_may_not_make_accounts():
    with pytest.raises(PermissionDenied):
        create_account("other@example.org", by=make_secretary())
    assert not User.objects.filter(email="other@example.org").exists()


def test_it_is_recorded_without_name_or_address():
    user = make_user("office@example.org", "Editors", name="Oficina de prensa")
    entry = AuditEntry.objects.get(action="create_account", subject_id=user.pk)
    assert entry.after == {"groups": ["Editors"], "is_superuser": False}


def test_two_accounts_cannot_share_an_address_in_another_case():
    make_user("office@example.org")
    with pytest.raises(IntegrityError):
        User.objects.create_user("OFFICE@example.org")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nonsense"], "not an e-mail address"),
        (["office@example.org", "--group=Nobody"], "no group “Nobody”"),
        (["secretary@example.org"], "an account for secretary@example.org already"),
    ],
)
def test_the_command_says_what_is_wrong(arguments, sentence):
    make_secretary()
    with pytest.raises(CommandError, match=sentence):
        call_command("create_account", *arguments)


def test_the_command_prints_an_address_at_which_a_password_is_set(client, capsys):
    call_command("create_account", "office@example.org", "--language=pt", "--group=Editors")
    address = capsys.readouterr().out.split()[-1]
    assert "/pt/" in address
    page = client.get(address.removeprefix("http://localhost:8000"), follow=True)
    assert page.status_code == 200
    assert b'type="password"' in page.content
