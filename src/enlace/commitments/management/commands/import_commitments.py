import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import override
from tqdm import tqdm

from enlace.commitments.exchange.applying_actions import CommitmentsChanged, import_commitments
from enlace.commitments.exchange.mapping import BadMapping, ColumnMapping, mapping_from
from enlace.commitments.exchange.plan import Plan
from enlace.commitments.exchange.plan_in_words import as_json, in_words
from enlace.commitments.exchange.planning import plan_import
from enlace.commitments.exchange.reading import read_sheet
from enlace.commitments.models import ColumnMap
from enlace.network.exchange.tables import Sheet, Unreadable


class Command(BaseCommand):
    help = "import a table of commitments, or say with --dry-run what that would do"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX")
        parser.add_argument("--map", required=True, metavar="MAP", help="a JSON file, or the name of a mapping")
        parser.add_argument("--alike", choices=["add", "skip"], help="what to do with rows that resemble another")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--json", action="store_true", help="print what was found and done as JSON")

    def handle(self, *args: Any, file: Path, map: str, **options: Any) -> None:
        with override("en"):
            sheet, mapping = _sheet(file), _mapping(map)
            with _bar("compared", len(sheet.rows)) as told:
                plan = plan_import(sheet, mapping, rest=options["alike"], told=told)
            written = False
            if plan.can_be_applied and not options["dry_run"]:
                with _bar("written", len(plan.doing)) as told:
                    _import(plan, told)
                written = True
            as_asked = (
                json.dumps(as_json(plan, written=written), indent=1) if options["json"] else in_words(plan, written)
            )
        self.stdout.write(as_asked)
        if plan.problems or plan.counts["alike"]:
            raise CommandError("Nothing was imported.", returncode=1)


def _sheet(file: Path) -> Sheet:
    try:
        return read_sheet(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=2) from None
    except Unreadable as unreadable:
        raise CommandError(f"{unreadable.problem.wrong} {unreadable.problem.mend}", returncode=1) from None


def _mapping(name: str) -> ColumnMapping:
    """Raises CommandError, with the names of those that there are."""
    path = Path(name)
    kept = ColumnMap.objects.filter(name=name).first()
    try:
        if path.is_file():
            return mapping_from(json.loads(path.read_text("utf-8")))
        if kept is not None:
            return mapping_from(kept.fields)
    except (ValueError, OSError) as error:
        raise CommandError(f"{name} is no JSON that can be read: {error}.", returncode=2) from None
    except BadMapping as bad:
        raise CommandError(f"{name}: {bad}", returncode=2) from None
    known = ", ".join(f"“{one}”" for one in ColumnMap.objects.values_list("name", flat=True)) or "none yet"
    raise CommandError(f"There is no file and no mapping “{name}”. Mappings: {known}.", returncode=2)


def _import(plan: Plan, told: Callable[[int], object]) -> None:
    try:
        import_commitments(plan, by=None, told=told)
    except CommitmentsChanged:
        raise CommandError("The commitments changed meanwhile, so nothing was imported. Try again.") from None


class _bar:
    """A progress bar on the terminal; `told` hears how many there are by now."""

    def __init__(self, label: str, total: int) -> None:
        self.bar = tqdm(total=total, desc=label, unit=" rows", file=sys.stderr)

    def __enter__(self) -> Callable[[int], object]:
        return lambda done: self.bar.update(done - self.bar.n)

    def __exit__(self, *error: object) -> None:
        self.bar.close()
