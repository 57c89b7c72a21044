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
from enlace.network.models import Mandate, Role
from enlace.network.people_actions import record_mandate, record_person

GROUPS = {"Secretariat": Role.SECRETARY, "Editors": Role.EDITOR}


class Command(BaseCommand):
    help = "make an account and its person, and print the address at which they set a password"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="of the person or the office, as the directory has it")
        parser.add_argument("--language", choices=language_codes(), default=settings.LANGUAGE_CODE)
        role = parser.add_mutually_exclusive_group()
        role.add_argument("--secretary", action="store_true", help="of the secretariat from today on, without an end")
        role.add_argument("--editor", action="store_true", help="editor of the site from today on, without an end")
        role.add_argument("--group", choices=GROUPS, help="the same in other words")
        parser.add_argument("--superuser", action="store_true", help="may do everything")

    def handle(self, *args: Any, email: str, name: str, language: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"“{email}” is not an e-mail address.") from error
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"There is an account for {email} already.")
        try:
            with transaction.atomic():
                user = create_account(email, by=None, language=language, is_superuser=options["superuser"])
                person = record_person(by=None, name=name, email=email, language=language, user=user)
                if role := self.role(options):
                    record_mandate(Mandate(person=person, role=role, since=today()), by=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Account made. To set its password, open:\n{first_password_address(user)}")

    def role(self, options: dict[str, Any]) -> Role | None:
        if options["secretary"]:
            return Role.SECRETARY
        return Role.EDITOR if options["editor"] else GROUPS.get(options["group"])
