import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.utils.translation import override
from tqdm import tqdm

from enlace.importer.batch_actions import import_sources
from enlace.importer.outcome import Failed, Imported
from enlace.importer.page_files import EXPORTS, PAGES, is_export, page_files
from enlace.importer.report import as_json, in_words, summary_as_json, summary_in_words
from enlace.importer.sources import Source, source_in_folder, sources_in_export


class Refused(Exception):
    """The message is for whoever typed the command."""


class Command(BaseCommand):
    help = "make drafts of saved pages (HTML, text), of a folder of them, or of a page builder's CSV"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.epilog = "Ends with 1 where a page could not be imported; what could be imported stays."
        parser.add_argument("source", type=Path, metavar="FILE_OR_FOLDER")
        parser.add_argument("--json", action="store_true", help="print what became of each page as JSON")
        parser.add_argument("--publish", action="store_true", help="publish each page that is ready")
        parser.add_argument("--overwrite", action="store_true", help="also over what a person changed since")

    def handle(self, *args: Any, source: Path, **options: Any) -> None:
        with override("en"):
            try:
                sources = self.sources(source)
                is_one = not source.is_dir() and not is_export(source.name)
                outcomes = list(self.outcomes(sources, is_one, options))
            except Refused as problem:
                self.stderr.write(str(problem))
                raise SystemExit(1) from None
            self.print_end(outcomes, is_one, options["json"])
        if any(isinstance(one, Failed) for one in outcomes):
            raise SystemExit(1)

    def sources(self, source: Path) -> list[Source]:
        try:
            if source.is_dir():
                files = page_files(source)
                if not files:
                    endings = ", ".join(sorted(PAGES | EXPORTS))
                    raise Refused(f"{source} holds no pages: no file in it ends in {endings}.")
                return [source_in_folder(path, source) for path in files]
            if not source.exists():
                raise Refused(f"There is no file or folder {source}.")
            if not source.is_file():
                raise Refused(f"{source} is neither a file nor a folder.")
        except OSError as problem:
            raise Refused(f"{source} cannot be read: {problem.strerror}.") from None
        return sources_in_export(source) if is_export(source.name) else [source_in_folder(source)]

    def outcomes(self, sources: list[Source], is_one: bool, options: dict[str, Any]) -> Iterator[Imported | Failed]:
        chosen = {"publish": options["publish"], "overwrite": options["overwrite"]}
        with tqdm(sources, unit="page", disable=True if is_one else None, leave=False) as bar:
            for outcome in import_sources(bar, by=None, **chosen):
                with bar.external_write_mode():
                    if isinstance(outcome, Failed):
                        self.stderr.write(outcome.reason)
                    elif not options["json"]:
                        self.stdout.write(in_words(outcome))
                yield outcome

    def print_end(self, outcomes: list[Imported | Failed], is_one: bool, wants_json: bool) -> None:
        if not is_one:
            printed = summary_as_json(outcomes) if wants_json else summary_in_words(outcomes)
        elif wants_json and isinstance(outcomes[0], Imported):
            printed = as_json(outcomes[0])
        else:
            return
        self.stdout.write(json.dumps(printed, ensure_ascii=False, indent=2) if wants_json else str(printed))
