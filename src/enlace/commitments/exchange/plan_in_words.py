"""What an import does or did, for the terminal: in words, and as JSON."""

from typing import Any

from enlace.commitments.exchange.plan import Plan
from enlace.network.exchange.tables import Problem

SHOWN = 20
WORDS = {
    "added": "commitments are added",
    "changed": "commitments get something new",
    "same": "rows say what is recorded already",
    "doubled": "rows say what an earlier row says",
    "skipped": "rows resemble another commitment and are left out",
    "alike": "rows resemble another commitment; say --alike add or --alike skip",
}


def in_words(plan: Plan, written: bool) -> str:
    lines = [f"{count:>7,}  {WORDS[name]}" for name, count in plan.counts.items() if count]
    if plan.passed_over:
        lines.append(f"{plan.passed_over:>7,}  rows are passed over, as the mapping says")
    lines += [f"note: {note}" for note in plan.notes]
    lines += [_resembles(row) for row in plan.resembling[:SHOWN] if row.outcome == "alike"]
    lines += [f"wrong: {_problem(problem)}" for problem in plan.problems[:SHOWN]]
    if len(plan.problems) > SHOWN:
        lines.append(f"… and {len(plan.problems) - SHOWN:,} more that are wrong")
    lines.append("Imported." if written else "Nothing was written.")
    return "\n".join(lines)


def as_json(plan: Plan, *, written: bool) -> dict[str, Any]:
    return {
        "written": written,
        "counts": plan.counts | {"passed_over": plan.passed_over},
        "notes": list(plan.notes),
        "problems": [
            {"row": one.row, "column": one.column, "wrong": one.wrong, "mend": one.mend} for one in plan.problems
        ],
        "resembling": [
            {
                "row": row.line.number,
                "title": row.title,
                "outcome": row.outcome,
                "resembles": {"title": row.like.title, "commitment": row.like.pk, "row": row.like.row},
            }
            for row in plan.resembling
            if row.like
        ],
    }


def _problem(problem: Problem) -> str:
    place = ", ".join(part for part in (f"row {problem.row}" if problem.row else "", problem.column) if part)
    return f"{place + ': ' if place else ''}{problem.wrong} {problem.mend}".strip()


def _resembles(row: Any) -> str:
    where = f"commitment {row.like.pk}" if row.like.pk else f"row {row.like.row}"
    return f"alike: row {row.line.number} “{row.title}” and {where} “{row.like.title}”"
