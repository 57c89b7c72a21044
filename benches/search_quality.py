"""How well the search finds paragraphs by questions, beside PostgreSQL full text and SQLite FTS5 in the same run.

    python benches/search_quality.py FOLDER [--json]

FOLDER holds files of XQuAD's shape, `xquad.<language>.json`, of which es, en and pt are read: the same paragraphs and
questions in each language, in the same order. Each paragraph becomes a record, without a title; each question is asked
through the search's own road (reading, widening, corrections, engine), of an index of one language, of one that holds
the records of all of them ("all"; "filtered" to one language by the filter that a reader has), where the same paragraph
in the language of the question stands in the way of the one that is sought, and of one in which a paragraph is one
record with its text in each language, as a publication is ("one record"). Told are recall@10 (how often the paragraph
of the question is among the first ten) and MRR@10 (the mean of one divided by its place). PostgreSQL runs as a server
of its own, where there is one; its words and FTS5's are joined by OR, since with AND both find next to
nothing by a question.
"""

import argparse
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("es", "en", "pt")
CONFIGURATIONS = {"es": "spanish", "en": "english", "pt": "portuguese"}
FIRST = 10
OF_LANGUAGE = 100_000
"""Ids of a language's paragraphs begin at a multiple of it."""

type Found = Callable[[str], list[int]]


def read(folder: Path) -> dict[str, list[tuple[str, list[str]]]]:
    """Language → each paragraph with its questions."""
    files = {code: folder / f"xquad.{code}.json" for code in LANGUAGES}
    data = {code: json.loads(path.read_text("utf-8"))["data"] for code, path in files.items() if path.exists()}
    return {
        code: [
            (one["context"], [asked["question"] for asked in one["qas"]])
            for article in articles
            for one in article["paragraphs"]
        ]
        for code, articles in data.items()
    }


def number_of(language: str, place: int) -> int:
    return OF_LANGUAGE * (LANGUAGES.index(language) + 1) + place


def measured(found: Found, questions: Iterable[tuple[str, int]]) -> dict[str, float]:
    places, spent = [], []
    for question, wanted in questions:
        began = time.perf_counter()
        numbers = found(question)[:FIRST]
        spent.append((time.perf_counter() - began) * 1000)
        places.append(numbers.index(wanted) + 1 if wanted in numbers else 0)
    return {
        "questions": len(places),
        "recall@10": round(sum(place > 0 for place in places) / len(places), 4),
        "mrr": round(sum(1 / place for place in places if place) / len(places), 4),
        "median_ms": round(statistics.median(spent), 2),
        "p95_ms": round(statistics.quantiles(spent, n=20)[-1], 2),
    }


class Enlace:
    """The search's own road, without a database: everything is public, and there are no themes."""

    def __init__(
        self, folder: Path, paragraphs: dict[str, list[tuple[str, list[str]]]], *, together: bool = False
    ) -> None:
        indexed = import_module("enlace.core.searchable").Indexed
        texts: dict[int, dict[str, str]] = {}
        for language, some in paragraphs.items():
            for place, (text, _questions) in enumerate(some):
                texts.setdefault(place if together else number_of(language, place), {})[language] = text
        items = [indexed(id=number, titles={}, texts=some, languages=tuple(some)) for number, some in texts.items()]
        index = import_module("enlace.search.indexing").build_index(folder, LANGUAGES, items)
        self.matcher = import_module("enlace.search.asking.matching").Matcher(index, LANGUAGES)

    def finds(self, language: str, *, widen: bool, only: str = "") -> Found:
        asking = "enlace.search.asking"
        question = import_module(f"{asking}.question").Question
        understand = import_module(f"{asking}.understanding").understand
        best = import_module(f"{asking}.ask").best_records
        labels = import_module(f"{asking}.theme_labels").ThemeLabels(())
        everything = import_module("tantivy").Query.all_query()

        def found(text: str) -> list[int]:
            asked = question(text, language, {"language": only} if only else {}, widen=widen, per_page=FIRST)
            understood = understand(asked, self.matcher, everything, labels, LANGUAGES)
            addresses = [address for _score, address in best(understood, self.matcher, everything).places]
            return [int(one) for one in self.matcher.searcher.fast_field_values("number", addresses)]

        return found


class Fts5:
    """SQLite's full text, accents left out, without stems."""

    def __init__(self, paragraphs: dict[str, list[tuple[str, list[str]]]]) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='unicode61 remove_diacritics 2')")
        rows = [(number_of(code, at), text) for code, some in paragraphs.items() for at, (text, _q) in enumerate(some)]
        self.database.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", rows)

    def found(self, text: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        sql = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT ?"
        return [number for (number,) in self.database.execute(sql, (words, FIRST))]


class PostgreSQL:
    """Its own configuration for each language, ranked by ts_rank_cd with lengths told."""

    def __init__(self, address: str, paragraphs: dict[str, list[tuple[str, list[str]]]], language: str) -> None:
        self.configuration = CONFIGURATIONS[language]
        self.connection = import_module("psycopg").connect(address, autocommit=True)
        self.connection.execute("DROP TABLE IF EXISTS t")
        self.connection.execute("CREATE TABLE t (id int PRIMARY KEY, body text, words tsvector)")
        rows = [(number_of(code, at), text) for code, some in paragraphs.items() for at, (text, _q) in enumerate(some)]
        with self.connection.cursor() as cursor:
            cursor.executemany("INSERT INTO t (id, body) VALUES (%s, %s)", rows)
        self.connection.execute(f"UPDATE t SET words = to_tsvector('{self.configuration}', body)")
        self.connection.execute("CREATE INDEX ON t USING gin (words)")

    def found(self, text: str) -> list[int]:
        asked = f"replace(plainto_tsquery('{self.configuration}', %s)::text, '&', '|')::tsquery"
        sql = (
            f"SELECT id FROM t, (SELECT {asked} AS q) s WHERE words @@ q ORDER BY ts_rank_cd(words, q, 1) DESC LIMIT %s"
        )
        return [number for (number,) in self.connection.execute(sql, (text, FIRST))]


def questions_of(paragraphs: dict[str, list[tuple[str, list[str]]]], asked: str, sought: str) -> list[tuple[str, int]]:
    return [
        (question, number_of(sought, place))
        for place, (_text, questions) in enumerate(paragraphs[asked])
        for question in questions
    ]


def run(folder: Path, scratch: Path, address: str) -> list[dict[str, object]]:
    paragraphs, rows = read(folder), []
    codes = list(paragraphs)

    def tell(engine: str, index: str, asked: str, sought: str, found: Found, *, together: bool = False) -> None:
        row = {"engine": engine, "index": index, "asked": asked, "sought": sought}
        questions = questions_of(paragraphs, asked, sought)
        if together:
            questions = [(question, number % OF_LANGUAGE) for question, number in questions]
        rows.append(row | measured(found, questions))

    for sought in codes:
        own = {sought: paragraphs[sought]}
        enlace, sqlite = Enlace(scratch / sought, own), Fts5(own)
        for asked in codes:
            for widen in (False, True):
                name = f"Enlace, {'widened' if widen else 'not widened'}"
                tell(name, sought, asked, sought, enlace.finds(asked, widen=widen))
            tell("SQLite FTS5", sought, asked, sought, sqlite.found)
            if address:
                tell("PostgreSQL", sought, asked, sought, PostgreSQL(address, own, sought).found)
    if len(codes) > 1:
        both = Enlace(scratch / "all", paragraphs)
        together = Enlace(scratch / "together", paragraphs, together=True)
        for asked in codes:
            for sought in codes:
                tell("Enlace, widened", "all", asked, sought, both.finds(asked, widen=True))
                tell("Enlace, filtered", "all", asked, sought, both.finds(asked, widen=True, only=sought))
            tell("Enlace, widened", "one record", asked, asked, together.finds(asked, widen=True), together=True)
    return rows


def table(rows: list[dict[str, object]], note: str) -> str:
    lines = [f"{'engine':<22}{'index':<12}{'asked':<7}{'sought':<8}{'R@10':>7}{'MRR':>8}{'median ms':>11}{'p95':>8}"]
    for one in rows:
        lines.append(
            f"{one['engine']:<22}{one['index']:<12}{one['asked']:<7}{one['sought']:<8}"
            f"{one['recall@10']:>7.3f}{one['mrr']:>8.3f}{one['median_ms']:>11}{one['p95_ms']:>8}"
        )
    return "\n".join([*lines, *([note] if note else [])])


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("--json", action="store_true")
    args = wanted.parse_args()
    if not read(args.folder):
        raise SystemExit(f"{args.folder} holds no xquad.<language>.json of {', '.join(LANGUAGES)}.")
    address = os.environ.get("BENCH_POSTGRESQL", "")
    if not address and "BENCH_AGAIN" not in os.environ and list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        raise SystemExit(again_with_postgresql())
    with tempfile.TemporaryDirectory(prefix="enlace-bench-") as scratch:
        own = {"ENLACE_DATA": f"{scratch}/data", "ENLACE_SECRET_KEY": "bench", "ENLACE_DEBUG": "1"}
        os.environ |= own | {"DJANGO_SETTINGS_MODULE": "enlace.config.settings"}
        os.environ.pop("ENLACE_DATABASE_URL", None)
        sys.path.insert(0, str(ROOT / "src"))
        django.setup()
        rows = run(args.folder, Path(scratch), address)
    note = "" if address else "PostgreSQL was left out: there is no server on this machine."
    print(json.dumps({"rows": rows, "note": note}, indent=2) if args.json else table(rows, note))


def again_with_postgresql() -> int:
    """This program once more, beside a server of its own that ends with it."""
    command = 'BENCH_POSTGRESQL="$ENLACE_DATABASE_URL" exec "$0" "$@"'
    script = ["sh", str(ROOT / "scripts/postgresql.sh"), "sh", "-c", command, sys.executable, *sys.argv]
    return subprocess.run(script, env=os.environ | {"BENCH_AGAIN": "1"}, check=False).returncode


if __name__ == "__main__":
    main()
