import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import override
from tqdm import tqdm

from enlace.library.intake.folders import files_in, ingest_files
from enlace.library.intake.names import shown_name
from enlace.library.intake.outcomes import Outcome
from enlace.library.models import Collection

COLUMNS = "{status:<10} {pages:>6}  {language:<4} {name}"


class Command(BaseCommand):
    help = "take the PDF files of a folder into the library, as drafts that a person confirms"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.epilog = "May be run again at any time: what is there already is told as a duplicate."
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--collection", metavar="SLUG", help="the collection in which they stand")
        parser.add_argument("--json", action="store_true", help="print what became of each file as JSON")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        with override("en"):
            collection = self.collection(options["collection"])
            try:
                files = files_in(folder)
            except OSError as problem:
                raise CommandError(f"The folder {folder} cannot be read: {problem.strerror}.") from None
            with tqdm(files, unit="file", disable=None, leave=False, file=sys.stderr) as bar:
                outcomes = []
                for outcome in ingest_files(bar, folder, by=None, collection=collection):
                    outcomes.append(outcome)
                    if not options["json"]:
                        with bar.external_write_mode():
                            self.stdout.write(in_words(outcome))
            self.print_end(outcomes, options["json"])

    def collection(self, slug: str | None) -> Collection | None:
        if slug is None:
            return None
        found = Collection.objects.filter(slug=slug).first()
        if found is None:
            slugs = ", ".join(Collection.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no collection {slug}. The collections are: {slugs}.")
        return found

    def print_end(self, outcomes: list[Outcome], wants_json: bool) -> None:
        if wants_json:
            self.stdout.write(json.dumps([outcome.as_json() for outcome in outcomes], indent=2))
            return
        counts = Counter(outcome.status for outcome in outcomes)
        told = ", ".join(f"{counts[status]} {status}" for status in ("ingested", "duplicate", "refused"))
        self.stdout.write(f"{len(outcomes)} files: {told}.")


def in_words(outcome: Outcome) -> str:
    """A row of the table, with the title and the reason beneath."""
    pages = "" if outcome.pages is None else str(outcome.pages)
    name = shown_name(outcome.name)
    row = COLUMNS.format(status=outcome.status, pages=pages, language=outcome.language, name=name)
    return "\n".join([row, *(f"{'':24} {words}" for words in (outcome.title, outcome.reason) if words)])
