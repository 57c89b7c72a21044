from datetime import datetime, time
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date

from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import NotAnswered
from enlace.giving.settling.reconciling_actions import WRITTEN_DOWN, reconcile_gifts
from enlace.giving.settling.reconciling_words import difference_in_english


class Command(BaseCommand):
    help = "compare the books of the payment providers with ours, write down what was missed, and say it"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--provider", help="only this one: stripe, mercado_pago, sandbox")
        parser.add_argument("--since", help="the first day to compare, as 2026-01-31; default: before the last time")

    def handle(self, *args: Any, provider: str | None, since: str | None, **options: Any) -> None:
        chosen = [one for one in providers().values() if provider in (None, one.name)]
        if not chosen:
            known = ", ".join(providers()) or "none"
            raise CommandError(f"No such payment provider is on ({known} is). The administrator's book says how.")
        open_ends = sum(self._compare(one, _first_moment(since)) for one in chosen)
        if open_ends:
            raise CommandError(f"{open_ends} differences need a person; see above.", returncode=1)

    def _compare(self, provider: Any, since: datetime | None) -> int:
        try:
            comparison = reconcile_gifts(provider, by=None, since=since)
        except NotAnswered as error:
            raise CommandError(
                f"{provider.label} did not answer. Nothing was lost; try again later.", returncode=2
            ) from error
        self.stdout.write(f"{provider.label}: {comparison.compared} payments compared.")
        for one in comparison.found:
            self.stdout.write(f"  {difference_in_english(one)}")
        if not comparison.found:
            self.stdout.write("  Both books agree.")
        return sum(one["kind"] not in WRITTEN_DOWN for one in comparison.found)


def _first_moment(since: str | None) -> datetime | None:
    if since is None:
        return None
    try:
        day = parse_date(since)
    except ValueError:
        day = None
    if day is None:
        raise CommandError(f"{since} is no day: write it as 2026-01-31.")
    return timezone.make_aware(datetime.combine(day, time()))
