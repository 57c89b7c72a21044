import json
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from enlace.core.languages import default_language, language_codes
from enlace.network.composition import years
from enlace.reports.annual.report import annual_report
from enlace.reports.document.blocks import Document
from enlace.reports.document.page import standing_page
from enlace.reports.document.printed import printed


class Command(BaseCommand):
    help = "draft a report from the record: annual"

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        annual = kinds.add_parser("annual", help="the annual report of the network")
        annual.add_argument("--year", type=int, required=True)
        annual.add_argument("--lang", choices=language_codes(), default=default_language())
        annual.add_argument("--out", type=Path, required=True, metavar="FILE")
        annual.add_argument("--format", choices=("pdf", "html", "json"), default="pdf")

    def handle(self, *args: Any, year: int, lang: str, out: Path, **options: Any) -> None:
        if year not in years():
            raise CommandError(_nothing_of(year))
        moment = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
        with override(lang):
            document = annual_report(year)
            written = _written(document, options["format"], moment)
        try:
            out.write_bytes(written)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{out}: {document.title}, {len(document.sections)} sections")


def _written(document: Document, form: str, at: datetime) -> bytes:
    if form == "json":
        return json.dumps(document.as_data(), ensure_ascii=False, indent=1).encode()
    return standing_page(document).encode() if form == "html" else printed(document, at=at)


def _nothing_of(year: int) -> str:
    known = years()
    if not known:
        return "No membership of a state is on record yet, so that there is nothing to report."
    return f"Nothing is on record of {year}. Choose a year from {known[0]} to {known[-1]}."
