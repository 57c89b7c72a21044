from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from enlace.accounts.actions import create_account
from enlace.accounts.models import User
from enlace.accounts.queries import first_password_address
from enlace.core.languages import language_codes


class Command(BaseCommand):
    help = "make an account and print the address at which its owner sets a password"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="a person or an office")
        parser.add_argument("--language", choices=language_codes(), default=settings.LANGUAGE_CODE)
        parser.add_argument("--group", action="append", default=[], metavar="GROUP", help="Editors or Secretariat")
        parser.add_argument("--superuser", action="store_true", help="may do everything")

    def handle(self, *args: Any, email: str, name: str, language: str, group: list[str], **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"“{email}” is not an e-mail address.") from error
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"There is an account for {email} already.")
        known = set(Group.objects.values_list("name", flat=True))
        if unknown := [one for one in group if one not in known]:
            raise CommandError(f"There is no group “{unknown[0]}”. There are: {', '.join(sorted(known))}.")
        user = create_account(
            email, by=None, name=name, language=language, groups=group, is_superuser=options["superuser"]
        )
        self.stdout.write(f"Account made. To set its password, open:\n{first_password_address(user)}")
