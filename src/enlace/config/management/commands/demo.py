import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from enlace.accounts.models import User
from enlace.config.static_files import collect_static
from enlace.config.template_database import prepare_data
from enlace.core.languages import languages
from enlace.core.registry import registered
from enlace.network.models import State


class Command(BaseCommand):
    help = "start the site with the demonstration network, in a data folder of its own or an empty one"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--prepare-only", action="store_true", help="prepare everything and return")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *args: Any, prepare_only: bool, port: int, **options: Any) -> None:
        prepare_data()
        if (User.objects.exists() or State.objects.exists()) and not settings.DEMO_MARK.exists():
            raise CommandError(
                f"{settings.DATA} holds a network of its own. The demonstration opens accounts that "
                "everybody may enter, and goes into another folder: set ENLACE_DATA."
            )
        settings.DEMO_MARK.touch()
        for make in registered("demo"):
            make()
        collect_static()
        self.stdout.write(self.addresses(port))
        if not prepare_only:
            self.stdout.flush()
            _serve(port)

    def addresses(self, port: int) -> str:
        home = f"http://localhost:{port}"
        width = max(len(language.name) for language in languages())
        pages = [f"  {language.name:<{width}}  {home}/{language.code}/" for language in languages()]
        sign_ins = [one for offer in registered("sign_in") for one in offer()]
        longest = max(len(one.email) for one in sign_ins)
        accounts = [f"  {one.email:<{longest}}  {one.password}  {one.name} ({one.may})" for one in sign_ins]
        return "\n".join(
            [
                "The demonstration network",
                *pages,
                f"  {'CMS':<{width}}  {home}{settings.CMS_PATH}",
                "",
                "Sign in as",
                *accounts,
                "",
            ]
        )


def _serve(port: int) -> None:
    """In this process, begun anew: the server's workers are copies of it, and a copy of one that has printed documents
    would wait for ever for the typesetter's threads, which are not copied with it.
    """
    os.environ["PORT"] = str(port)
    os.execv(sys.executable, [sys.executable, "-m", "enlace.config", "serve", f"--port={port}"])  # noqa: S606 ourselves
