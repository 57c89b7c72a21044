"""A plan for the terminal, and for programs."""

from typing import Any

from enlace.themes.exchange.plan import Plan, Step
from enlace.themes.exchange.said import Problem


def in_words(plan: Plan, written: bool) -> str:
    """In English."""
    lines = [_problem(one) for one in (*plan.problems, *plan.notes)]
    lines += [f"new: {one.after.slug}" for one in plan.new]
    lines += [f"changed: {one.after.slug} ({', '.join(one.changes)})" for one in plan.changed]
    counts = plan.counts
    done = "Imported" if written else "Nothing is written"
    lines.append(
        f"{done}: {counts['new']} new, {counts['changed']} changed, {counts['same']} the same, "
        f"{counts['missing']} not in the file and left as they are."
    )
    return "\n".join(lines)


def as_json(plan: Plan, written: bool) -> dict[str, Any]:
    return {
        "written": written,
        "new": [one.after.slug for one in plan.new],
        "changed": [_changed(one) for one in plan.changed],
        "same": list(plan.same),
        "missing": list(plan.missing),
        "problems": [{"line": one.line, "sentence": one.sentence} for one in plan.problems],
        "notes": [{"line": one.line, "sentence": one.sentence} for one in plan.notes],
    }


def _changed(step: Step) -> dict[str, Any]:
    return {"slug": step.after.slug, "fields": step.changes}


def _problem(one: Problem) -> str:
    return f"line {one.line}: {one.sentence}" if one.line else one.sentence
