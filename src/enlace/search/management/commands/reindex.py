import sys
from time import monotonic
from typing import Any

from django.core.management import BaseCommand
from django.utils.translation import ngettext
from tqdm import tqdm

from enlace.search.indexing import reindex


class Command(BaseCommand):
    help = "make the search index anew, beside the one that is asked meanwhile"

    def handle(self, *args: Any, **options: Any) -> None:
        began = monotonic()
        with tqdm(unit=" records", file=sys.stderr, disable=None) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            records = reindex(show)
        sentence = ngettext(
            "%(records)d record indexed in %(seconds).1f s.", "%(records)d records indexed in %(seconds).1f s.", records
        )
        self.stdout.write(sentence % {"records": records, "seconds": monotonic() - began})
