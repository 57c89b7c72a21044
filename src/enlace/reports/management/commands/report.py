import json
from argparse import ArgumentParser
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from enlace.core.languages import default_language, language_codes
from enlace.reports.commanded import Unknown, drafted, subject_of
from enlace.reports.document.page import standing_page
from enlace.reports.document.printed import printed
from enlace.reports.editions.rebuilding import Rebuilt, rebuilt_all
from enlace.reports.planning.drafting import Drafted


class Command(BaseCommand):
    help = "draft a report from the record (annual, booklet, meeting, round, dossier), or check what was frozen"

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        annual = kinds.add_parser("annual", help="the annual report of the network")
        annual.add_argument("--year", type=int, required=True)
        booklet = kinds.add_parser("booklet", help="the booklet on national mechanisms")
        booklet.add_argument("--edition", type=int, help="of the register, by its number; the last that was closed")
        meeting = kinds.add_parser("meeting", help="the record of a meeting")
        meeting.add_argument("--meeting", type=int, help="by the number in its address; the last that was held")
        of_round = kinds.add_parser("round", help="the report of a review round")
        of_round.add_argument("--round", type=int, help="by the number in its address; the last that was closed")
        dossier = kinds.add_parser("dossier", help="the handover dossier of a state")
        dossier.add_argument("--state", required=True, metavar="CODE", help="e.g. MX")
        for one in (annual, booklet, meeting, of_round, dossier):
            _add_output(one)
        kinds.add_parser("check", help="set every frozen edition again, and compare")

    def handle(self, *args: Any, kind: str, **options: Any) -> None:
        if kind == "check":
            self._check()
            return
        try:
            subject = subject_of(kind, options)
            with override(options["lang"]):
                made = drafted(kind, subject)
                written = _written(made, options["format"])
        except Unknown as error:
            raise CommandError(str(error)) from error
        out: Path = options["out"]
        try:
            out.write_bytes(written)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{out}: {made.document.title}, {len(made.document.sections)} sections")

    def _check(self) -> None:
        found = list(rebuilt_all())
        for one in found:
            self.stdout.write(_said(one))
        wrong = [one for one in found if not one.intact or (not one.same and not one.changed)]
        if wrong:
            raise CommandError(f"{len(wrong)} of {len(found)} are not what was frozen.")
        self.stdout.write(f"{len(found)} checked.")


def _add_output(parser: ArgumentParser) -> None:
    parser.add_argument("--lang", choices=language_codes(), default=default_language())
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--format", choices=("pdf", "html", "json"), default="pdf")


def _written(made: Drafted, form: str) -> bytes:
    if form == "json":
        return json.dumps(made.document.as_data(), ensure_ascii=False, indent=1).encode()
    if form == "html":
        return standing_page(made.document, made.pictures).encode()
    return printed(made.document, made.pictures, at=timezone.make_aware(datetime.combine(timezone.localdate(), time())))


def _said(one: Rebuilt) -> str:
    where = f"{one.text.title}, edition {one.text.edition.number} ({one.text.language})"
    if not one.intact:
        return f"{where}: its data were changed since"
    if one.same:
        return f"{where}: the same bytes"
    changed = ", ".join(one.changed)
    return f"{where}: other bytes, since the engine is another ({changed})" if changed else f"{where}: other bytes"
