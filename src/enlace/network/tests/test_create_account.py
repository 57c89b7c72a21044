import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from enlace.accounts.models import User
from enlace.core.clock import today
from enlace.network.models import Mandate, Person
from enlace.network.people_actions import record_mandate
from enlace.network.roles import roles_of
from enlace.network.testing import make_mandate, make_person, make_secretary

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nonsense"], "not an e-mail address"),
        (["office@example.org", "--group=Nobody"], "invalid choice: 'Nobody'"),
        (["office@example.org", "--secretary", "--editor"], "not allowed with"),
        (["secretary@example.org"], "an account for secretary@example.org already"),
    ],
)
def test_the_command_says_what_is_wrong(arguments, sentence):
    make_secretary()
    with pytest.raises(CommandError, match=sentence):
        call_command("create_account", *arguments)


def test_the_command_prints_an_address_at_which_a_password_is_set(client, capsys):
    call_command("create_account", "office@example.org", "--language=pt")
    address = capsys.readouterr().out.split()[-1]
    assert "/pt/" in address
    page = client.get(address.removeprefix("http://localhost:8000"), follow=True)
    assert page.status_code == 200
    assert b'type="password"' in page.content


@pytest.mark.parametrize(
    ("option", "role"),
    [
        ("--secretary", "secretary"),
        ("--group=Secretariat", "secretary"),
        ("--editor", "editor"),
        ("--group=Editors", "editor"),
        ("--treasurer", "treasurer"),
        ("--comptroller", "comptroller"),
    ],
)
def test_what_they_are_is_a_mandate_from_today_on(option, role):
    call_command("create_account", "office@example.org", option, "--name=Oficina", "--language=pt")
    user = User.objects.get(email="office@example.org")
    mandate = Mandate.objects.get(person__user=user)
    assert (mandate.role, mandate.since, mandate.until) == (role, today(), None)
    assert [part.role for part in roles_of(user).parts] == [role]


def test_the_name_stands_in_the_one_row_that_can_be_erased():
    call_command("create_account", "office@example.org", "--superuser", "--name=Oficina")
    user, person = User.objects.get(email="office@example.org"), Person.objects.get(email="office@example.org")
    assert (user.name, person.name, person.user) == ("", "Oficina", user)
    assert roles_of(user).is_secretary


def test_somebody_of_the_directory_with_that_address_is_invited_instead():
    make_person(email="office@example.org")
    with pytest.raises(CommandError):
        call_command("create_account", "office@example.org", "--editor")
    assert not User.objects.filter(email="office@example.org").exists()


def test_an_account_that_exists_is_given_a_role_of_the_treasury_beside_its_own():
    user = make_secretary()
    call_command("create_account", "SECRETARY@example.org", "--treasurer")
    roles = roles_of(User.objects.get(pk=user.pk))
    assert roles.is_secretary
    assert roles.is_treasurer


def test_the_secretariat_gives_nobody_a_role_of_the_treasury():
    secretary, mandate = make_secretary(), Mandate(person=make_person(), role="treasurer", since=today())
    with pytest.raises(ValidationError, match="administra"):
        record_mandate(mandate, by=secretary)
    editor = make_mandate("editor")
    editor.role = "comptroller"
    with pytest.raises(ValidationError):
        record_mandate(editor, by=secretary)
    assert not Mandate.objects.filter(role__in=("treasurer", "comptroller")).exists()
