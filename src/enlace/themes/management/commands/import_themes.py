import json
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from enlace.themes.exchange.import_actions import first_vocabulary, import_themes
from enlace.themes.exchange.plan import Plan
from enlace.themes.exchange.plan_in_words import as_json, in_words
from enlace.themes.exchange.planning import plan_import
from enlace.themes.exchange.reading import read_vocabulary
from enlace.themes.exchange.said import Vocabulary


class Command(BaseCommand):
    help = "import themes from SKOS in Turtle, or say with --dry-run what that would do"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="Turtle (.ttl)")
        parser.add_argument("--first", action="store_true", help="what is new in the vocabulary that Enlace brings")
        parser.add_argument("--only-new", action="store_true", help="add what is new, and change nothing")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--json", action="store_true", help="print what was found and done as JSON")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        if (file is None) is not options["first"]:
            raise CommandError("Name a file, or --first.", returncode=2)
        only_new = options["only_new"] or options["first"]
        with override("en"):
            vocabulary = first_vocabulary() if file is None else _read(file)
            plan = plan_import(vocabulary, only_new=only_new)
            written = plan.can_be_applied and not options["dry_run"]
            if written:
                plan = import_themes(vocabulary, by=None, only_new=only_new)
            self.stdout.write(_as_asked(plan, written, options["json"]))
        if plan.problems:
            raise CommandError("Nothing was imported.", returncode=1)


def _read(file: Path) -> Vocabulary:
    try:
        return read_vocabulary(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=2) from None


def _as_asked(plan: Plan, written: bool, as_data: bool) -> str:
    return json.dumps(as_json(plan, written), indent=1, ensure_ascii=False) if as_data else in_words(plan, written)
