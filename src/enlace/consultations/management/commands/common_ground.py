import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from enlace.consultations.polis.export import BadExport
from enlace.consultations.polis.given_groups import BadGroups
from enlace.consultations.polis.of_export import Asked, common_ground_of
from enlace.consultations.polis.report import as_json
from enlace.consultations.polis.report_in_words import in_words


class Command(BaseCommand):
    help = "find the common ground in an export of Polis; needs no database"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH", help="a folder or ZIP with votes.csv and comments.csv (or .json)")
        parser.add_argument("--groups", type=Path, metavar="FILE", help="JSON, voter to group: taken, not computed")
        parser.add_argument("--count", type=int, metavar="K", help="draw K groups, whether or not they beat chance")
        parser.add_argument("--without-null-test", action="store_true", help="draw at least two groups, as Polis does")
        parser.add_argument("--json", action="store_true", help="print all that was found as JSON")

    def handle(self, *args: Any, path: str, **options: Any) -> None:
        asked = Asked(options["groups"], options["count"], not options["without_null_test"])
        with override("en"):
            try:
                found, export = common_ground_of(path, asked)
            except (BadExport, BadGroups) as problem:
                raise CommandError(str(problem)) from None
            if options["json"]:
                text = json.dumps(as_json(found, export), allow_nan=False, indent=1)
            else:
                text = in_words(found, export)
        self.print(text)

    def print(self, text: str) -> None:
        """Letters that the terminal does not have become question marks; a reader that goes away is no error."""
        encoding = getattr(self.stdout, "encoding", None) or "utf-8"
        try:
            self.stdout.write(text.encode(encoding, "replace").decode(encoding))
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
