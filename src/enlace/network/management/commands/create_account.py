from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from enlace.accounts.actions import create_account
from enlace.accounts.models import User
from enlace.accounts.queries import first_password_address
from enlace.core.clock import today
from enlace.core.languages import language_codes
from enlace.network.models import Mandate, Person, Role
from enlace.network.people_actions import record_mandate, record_person

GROUPS = {"Secretariat": Role.SECRETARY, "Editors": Role.EDITOR}
TREASURY = {Role.TREASURER.value: "the treasury", Role.COMPTROLLER.value: "the control of the treasury"}
"""Nobody gives these roles on a page but an administrator: here is where the first ones come from."""


class Command(BaseCommand):
    help = "make an account and its person, and print the address at which they set a password"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="of the person or the office, as the directory has it")
        parser.add_argument("--language", choices=language_codes(), default=settings.LANGUAGE_CODE)
        role = parser.add_mutually_exclusive_group()
        role.add_argument("--secretary", action="store_true", help="of the secretariat from today on, without an end")
        role.add_argument("--editor", action="store_true", help="editor of the site from today on, without an end")
        for name, of in TREASURY.items():
            role.add_argument(
                f"--{name}", action="store_true", help=f"of {of} from today on; an account that exists is given it too"
            )
        role.add_argument("--group", choices=GROUPS, help="the same in other words")
        parser.add_argument("--superuser", action="store_true", help="may do everything")

    def handle(self, *args: Any, email: str, name: str, language: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"“{email}” is not an e-mail address.") from error
        role = self.role(options)
        known = User.objects.filter(email__iexact=email).first()
        if known and (role is None or role not in TREASURY):
            raise CommandError(f"There is an account for {email} already.")
        try:
            if known and role:
                record_mandate(Mandate(person=self.person_of(known), role=role, since=today()), by=None)
                self.stdout.write(f"{email} has the role from today on.")
                return
            with transaction.atomic():
                user = create_account(email, by=None, language=language, is_superuser=options["superuser"])
                person = record_person(by=None, name=name, email=email, language=language, user=user)
                if role:
                    record_mandate(Mandate(person=person, role=role, since=today()), by=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Account made. To set its password, open:\n{first_password_address(user)}")

    def person_of(self, user: User) -> Person:
        person = Person.objects.filter(user=user, erased_at=None).first()
        if person is None:
            raise CommandError("This account has no person in the directory. Add one on the page of people first.")
        return person

    def role(self, options: dict[str, Any]) -> Role | None:
        for name in TREASURY:
            if options[name]:
                return Role(name)
        if options["secretary"]:
            return Role.SECRETARY
        return Role.EDITOR if options["editor"] else GROUPS.get(options["group"])
