import json
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from enlace.core.languages import default_language, language_codes
from enlace.search.asking.ask import ask
from enlace.search.asking.question import Answer, Hit, Question
from enlace.search.asking.readers import PARTS, PUBLIC, NobodyPlaysIt, reader_as
from enlace.search.following import catch_up

MOST = 1000


class Command(BaseCommand):
    help = 'search everything: words, "exact phrase", -without, title:word'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query")
        parser.add_argument("--lang", choices=language_codes(), default=default_language(), help="of the reader")
        parser.add_argument("--json", action="store_true", help="total, took_ms, widened and hits")
        roles = f"{', '.join(PARTS)}, or an e-mail address"
        parser.add_argument("--as", dest="part", default=PUBLIC, metavar="ROLE", help=roles)
        parser.add_argument("--no-widen", action="store_true", help="ask only in the language of the words")
        parser.add_argument("--limit", type=int, default=10, metavar="N")

    def handle(self, *args: Any, query: str, **options: Any) -> None:
        try:
            reader = reader_as(options["part"])
        except NobodyPlaysIt as error:
            raise CommandError(str(error)) from error
        catch_up()
        language, limit = options["lang"], min(max(options["limit"], 1), MOST)
        with override(language):
            answer = ask(Question(query, language, widen=not options["no_widen"], per_page=limit), reader)
        self.stdout.write(_as_json(answer) if options["json"] else "\n".join(_lines(answer)))


def _as_json(answer: Answer) -> str:
    facts = {
        "total": answer.total,
        "took_ms": answer.took_ms,
        "widened": [one.words for one in answer.widened],
        "hits": [_facts(hit) for hit in answer.hits],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2)


def _facts(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "title": hit.title,
        "url": hit.url,
        "language": hit.language,
        "page": hit.page,
        "passage": hit.passage_text,
        "score": hit.score,
    }


def _lines(answer: Answer) -> list[str]:
    if not answer.ready:
        return ["There is no search index yet: run ./enlace reindex."]
    lines = [f"{answer.total} found in {answer.took_ms:.0f} ms."]
    lines += [f"Also asked in {one.language}: {one.words}" for one in answer.widened]
    lines += [f"Nothing has “{one.typed}”; “{one.word}” was looked for." for one in answer.corrected]
    lines += ["Nothing has all the words; these have some."] if answer.some else []
    lines += ["The question was too long, and its end was left out."] if answer.cut else []
    for hit in answer.hits:
        page = f", page {hit.page}" if hit.page else ""
        lines += ["", f"{hit.title} ({hit.kind_label}{page})", f"  {hit.url}", f"  {hit.passage_text}"]
    return lines
