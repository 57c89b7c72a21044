"""How fast the whole search answers with very many documents, beside other engines with the same words.

    python benches/search_speed.py [--documents 50000] [--queries 200] [--json]

Prepares a database in a temporary folder with `--documents` public publications, and an index with as many texts of
300 words, drawn from 30,000 made-up words as often as words are in a language (Zipf). Queries are two words: once of
any but the hundred commonest words, each as often as it is in the texts; once of the 500 commonest but for the first
ten, as people ask a library of one field for its own words ("human rights"), which many of its texts have. Other
queries of both kinds are asked first, so that everything is warm. Measured in turn, so that a noisy machine is noisy
for all: our whole road (`ask`: following, reading, engine, facets, hits checked in the database, passages),
without and with the other languages; the engine asked directly with our own query, its ten best with the engine's own
snippets and the six facets; PostgreSQL full text with `ts_headline` in a server of its own where there is one; and
SQLite FTS5 with its snippets.
"""

import argparse
import bisect
import itertools
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
WORDS, LENGTH = 30_000, 300
KINDS = {"any words": (100, WORDS), "words of the field": (10, 500)}
"""Of words by how common they are: the first that is asked for, and the one after the last."""
ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "j",
    "l",
    "m",
    "n",
    "p",
    "qu",
    "r",
    "s",
    "t",
    "v",
    "z",
    "br",
    "cr",
    "pl",
    "tr",
    "",
]
SYLLABLES = [f"{onset}{vowel}" for onset in ONSETS for vowel in "aeiou"]
"""Words begin in about as many ways as in a language."""
FACETS = ("kind", "collection", "language", "theme", "state", "year")


class Texts:
    """Words and documents that are the same in each run."""

    def __init__(self) -> None:
        self.random = random.Random(7)
        made = {"".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4))) for _word in range(2 * WORDS)}
        self.words = sorted(made)
        self.random.shuffle(self.words)
        del self.words[WORDS:]
        self.sums = list(itertools.accumulate(1 / (place + 1) for place in range(WORDS)))

    def word(self, first: int, end: int) -> str:
        return self.words[
            bisect.bisect(self.sums, self.random.uniform(self.sums[first - 1], self.sums[end - 1] - 1e-9))
        ]

    def documents(self, number: int) -> Iterator[str]:
        for _document in range(number):
            yield " ".join(self.random.choices(self.words, cum_weights=self.sums, k=LENGTH))

    def queries(self, number: int, first: int, end: int) -> list[str]:
        return [f"{self.word(first, end)} {self.word(first, end)}" for _query in range(number)]


def memory() -> float:
    """MiB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def fill_database(texts: list[str]) -> list[int]:
    import_module("enlace.config.prepare").prepare_database()
    model = import_module("enlace.library.models").Publication
    moment = import_module("django.utils.timezone").now()
    model.objects.all().delete()
    rows = (
        model(
            title={"es": text[:60]},
            issued=str(2000 + place % 25),
            audience="public",
            confirmed_at=moment,
            published_at=moment,
            first_public_at=moment,
        )
        for place, text in enumerate(texts)
    )
    model.objects.bulk_create(rows, batch_size=2000)
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def fill_index(ids: list[int], texts: list[str]) -> tuple[float, int]:
    """Seconds and bytes of the index, which then stands where the site looks for it."""
    indexing, places = import_module("enlace.search.indexing"), import_module("enlace.search.places")
    indexed = import_module("enlace.core.searchable").Indexed
    position = import_module("enlace.search.positions").Position.now()
    items = (
        ("publication", indexed(id=pk, titles={"es": text[:60]}, texts={"es": text}, day=str(2000 + at % 25)), True)
        for at, (pk, text) in enumerate(zip(ids, texts, strict=True))
    )
    places.index_folder().mkdir(parents=True, exist_ok=True)
    name = places.new_name(indexing.layout())
    folder = places.index_folder() / name
    folder.mkdir()
    began = time.perf_counter()
    indexing._fill(folder, import_module("enlace.core.languages").language_codes(), items, position)
    spent = time.perf_counter() - began
    places.make_current(name)
    return spent, sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


def ours(*, widen: bool) -> Callable[[str], int]:
    question = import_module("enlace.search.asking.question").Question
    anonymous = import_module("django.contrib.auth.models").AnonymousUser()
    ask = import_module("enlace.search.asking.ask").ask
    return lambda query: int(ask(question(query, "es", widen=widen), anonymous).total)


def directly(queries: Iterable[str]) -> Callable[[str], int]:
    """The engine with the queries that we make of the words, before the clock runs; snippets are the engine's own."""
    asking = "enlace.search.asking"
    tantivy, schema = import_module("tantivy"), import_module("enlace.search.schema")
    index = import_module("enlace.search.following").opened().index
    matcher = import_module(f"{asking}.matching").Matcher(index, ("es", "en", "pt"))
    question = import_module(f"{asking}.question").Question
    labels = import_module(f"{asking}.theme_labels").ThemeLabels(())
    understand = import_module(f"{asking}.understanding").understand
    everything, searcher = tantivy.Query.all_query(), index.searcher()
    counts = {name: {"terms": {"field": name, "size": 400}} for name in FACETS}
    languages = ("es", "en", "pt")
    questions = {query: question(query, "es", widen=False, correct=False) for query in queries}
    prepared = {
        query: understand(asked, matcher, everything, labels, languages).query(matcher)
        for query, asked in questions.items()
    }

    def search(query: str) -> int:
        asked = prepared[query]
        result = searcher.search(asked, limit=10)
        snippets = tantivy.SnippetGenerator.create(searcher, asked, index.schema, "text_es")
        for _score, address in result.hits:
            text = schema.body_of(searcher.doc(address))["es"]
            snippets.snippet_from_doc(tantivy.Document(text_es=text)).to_html()
        searcher.aggregate(asked, counts)
        return int(result.count)

    return search


def fts5(folder: Path, texts: list[str]) -> tuple[Callable[[str], int], float, int]:
    path = folder / "fts5.sqlite3"
    database = sqlite3.connect(path)
    began = time.perf_counter()
    database.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='unicode61 remove_diacritics 2')")
    database.executemany("INSERT INTO t(body) VALUES (?)", ((text,) for text in texts))
    database.commit()
    spent = time.perf_counter() - began
    sql = "SELECT snippet(t, 0, '<mark>', '</mark>', '…', 40) FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 10"

    def search(query: str) -> int:
        return len(database.execute(sql, (query,)).fetchall())

    return search, spent, path.stat().st_size


def postgresql(address: str, texts: list[str]) -> tuple[Callable[[str], int], float, int]:
    database = import_module("psycopg").connect(address, autocommit=True)
    began = time.perf_counter()
    database.execute("CREATE TABLE t (id serial PRIMARY KEY, body text, words tsvector)")
    with database.cursor() as cursor, cursor.copy("COPY t (body) FROM STDIN") as copy:
        for text in texts:
            copy.write_row((text,))
    database.execute("UPDATE t SET words = to_tsvector('spanish', body)")
    database.execute("CREATE INDEX ON t USING gin (words)")
    database.execute("VACUUM ANALYZE t")
    spent = time.perf_counter() - began
    size = database.execute("SELECT pg_total_relation_size('t')").fetchone()[0]
    sql = """SELECT ts_headline('spanish', body, q) FROM (
        SELECT body, q, ts_rank_cd(words, q, 1) AS rank FROM t, plainto_tsquery('spanish', %s) q
        WHERE words @@ q ORDER BY rank DESC LIMIT 10) best"""

    def search(query: str) -> int:
        return len(database.execute(sql, (query,)).fetchall())

    return search, spent, size


def measure(
    engines: dict[str, Callable[[str], int]], queries: list[str], others: list[str]
) -> dict[str, dict[str, float]]:
    """`others` are asked first."""
    spent: dict[str, list[float]] = {name: [] for name in engines}
    for search in engines.values():
        for query in others:
            search(query)
    for query in queries:
        for name, search in engines.items():
            began = time.perf_counter()
            search(query)
            spent[name].append((time.perf_counter() - began) * 1000)
    return {
        name: {
            "median_ms": round(statistics.median(some), 2),
            "p95_ms": round(statistics.quantiles(some, n=20)[-1], 2),
        }
        for name, some in spent.items()
    }


def run(number: int, asked: int, folder: Path, address: str) -> dict[str, object]:
    texts = Texts()
    documents = list(texts.documents(number))
    queries = {name: texts.queries(asked, *some) for name, some in KINDS.items()}
    others = [query for some in KINDS.values() for query in texts.queries(100, *some)]
    seconds, size = fill_index(fill_database(documents), documents)
    built = {"ours": {"seconds": round(seconds, 1), "per_second": round(number / seconds), "mb": round(size / 1e6)}}
    engines: dict[str, Callable[[str], int]] = {"ours": ours(widen=False), "ours, widened": ours(widen=True)}
    engines["the engine directly"] = directly([*others, *itertools.chain(*queries.values())])
    engines["SQLite FTS5"], seconds, size = fts5(folder, documents)
    built["SQLite FTS5"] = {"seconds": round(seconds, 1), "mb": round(size / 1e6)}
    if address:
        engines["PostgreSQL"], seconds, size = postgresql(address, documents)
        built["PostgreSQL"] = {"seconds": round(seconds, 1), "mb": round(size / 1e6)}
    del documents
    found = {name: measure(engines, some, others) for name, some in queries.items()}
    before, again = memory(), [query for some in queries.values() for query in some] * 3
    for query in again:
        engines["ours, widened"](query)
    return {
        "documents": number,
        "queries": asked,
        "built": built,
        "asked": found,
        "memory_mib": {"before": round(before), "after": round(memory()), "queries": len(again)},
    }


def table(facts: dict, note: str) -> str:
    lines = [f"{facts['documents']:,} documents of {LENGTH} words, {facts['queries']} queries of two words"]
    for engine, built in facts["built"].items():
        lines.append(f"{engine:<22}" + ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in built.items()))
    for kind, asked in facts["asked"].items():
        lines.append(f"\n{kind:<22}{'median ms':>11}{'p95 ms':>9}")
        lines += [f"{name:<22}{times['median_ms']:>11}{times['p95_ms']:>9}" for name, times in asked.items()]
    held = facts["memory_mib"]
    lines.append(f"memory: {held['before']} MiB, {held['after']} MiB {held['queries']} queries later")
    return "\n".join([*lines, *([note] if note else [])])


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--documents", type=int, default=50_000)
    wanted.add_argument("--queries", type=int, default=200)
    wanted.add_argument("--json", action="store_true")
    args = wanted.parse_args()
    address = os.environ.get("BENCH_POSTGRESQL", "")
    if not address and "BENCH_AGAIN" not in os.environ and list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        raise SystemExit(again_with_postgresql())
    with tempfile.TemporaryDirectory(prefix="enlace-bench-") as scratch:
        own = {"ENLACE_DATA": f"{scratch}/data", "ENLACE_SECRET_KEY": "bench", "ENLACE_DEBUG": "0"}
        os.environ |= own | {"DJANGO_SETTINGS_MODULE": "enlace.config.settings"}
        os.environ.pop("ENLACE_DATABASE_URL", None)
        sys.path.insert(0, str(ROOT / "src"))
        django.setup()
        facts = run(args.documents, args.queries, Path(scratch), address)
        import_module("django.db").connection.close()
    note = "" if address else "PostgreSQL was left out: there is no server on this machine."
    print(json.dumps(facts | {"note": note}, indent=2) if args.json else table(facts, note))


def again_with_postgresql() -> int:
    """This program once more, beside a server of its own that ends with it."""
    command = 'BENCH_POSTGRESQL="$ENLACE_DATABASE_URL" exec "$0" "$@"'
    script = ["sh", str(ROOT / "scripts/postgresql.sh"), "sh", "-c", command, sys.executable, *sys.argv]
    return subprocess.run(script, env=os.environ | {"BENCH_AGAIN": "1"}, check=False).returncode


if __name__ == "__main__":
    main()
