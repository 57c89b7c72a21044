"""The outcome of an import, for a program and in words."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from enlace.importer.outcome import Failed, Imported, ImportedBody
from enlace.importer.wording import event_date_in_words, kept_sentence

MADE = {"created": "made", "updated": "updated", "unchanged": "unchanged"}
PICTURES = {
    "taken": "taken over",
    "missing": "not found beside the page: add it by hand",
    "remote": "on another host, which is not asked: add it by hand",
    "refused": "refused",
}


def as_json(outcome: Imported) -> dict[str, Any]:
    """What `import-page --json` prints of one page."""
    bodies = outcome.bodies
    return outcome.reading.as_json() | {
        "pages": {language: address(body) for language, body in bodies.items()},
        "created": outcome.created,
        "state": {language: body.state for language, body in bodies.items()},
        "published": [language for language, body in bodies.items() if body.published],
        "left_as_draft": {language: body.left for language, body in bodies.items() if body.left},
        "kept": {language: kept_sentence(body) for language, body in bodies.items() if body.kept},
        "pictures": [
            {"address": one.address, "text": one.text, "state": one.state, "reason": one.reason}
            for one in outcome.pictures
        ],
        "links_to_check": outcome.links_to_check,
    }


def summary_as_json(outcomes: Iterable[Imported | Failed]) -> dict[str, Any]:
    """What `import-page --json` prints of a folder or an export."""
    outcomes = list(outcomes)
    counts = Counter(one.state for one in outcomes if isinstance(one, Imported))
    return {
        "pages": [as_json(one) for one in outcomes if isinstance(one, Imported)],
        "summary": {
            "imported": counts["created"],
            "updated": counts["updated"],
            "unchanged": counts["unchanged"],
            "failed": [{"source": one.name, "reason": one.reason} for one in outcomes if isinstance(one, Failed)],
        },
    }


def summary_in_words(outcomes: Iterable[Imported | Failed]) -> str:
    summary = summary_as_json(outcomes)["summary"]
    failed = summary["failed"]
    lines = [
        f"{summary['imported']} imported, {summary['updated']} updated, {summary['unchanged']} unchanged, "
        f"{len(failed)} failed"
    ]
    return "\n".join(lines + [f"  failed: {one['source']}: {one['reason']}" for one in failed])


def in_words(outcome: Imported) -> str:
    reading = outcome.reading
    lines = [outcome.name]
    for body in outcome.bodies.values():
        lines += _body_in_words(outcome, body)
    lines += [f"  date shown: {reading.date or 'none; today stands there until you set it'}"]
    lines += [f"  date told: {event_date_in_words(date)}: {_short(date.evidence)}" for date in reading.event_dates]
    lines += [f"  picture {PICTURES[one.state]}: {one.address} {one.reason}".rstrip() for one in outcome.pictures]
    lines += [f"  link into the older site, to check: {link}" for link in outcome.links_to_check]
    lines += [f"  for the library: {one.section}: {one.title}" for one in reading.library_candidates]
    lines += [f"  left out ({reason}): {_short(text)}" for text, reason in reading.dropped]
    return "\n".join(lines)


def address(body: ImportedBody) -> str:
    parts = body.page.get_url_parts()
    return str(parts[2]) if parts and parts[2] else ""


def _body_in_words(outcome: Imported, body: ImportedBody) -> list[str]:
    read = outcome.reading.bodies[body.language]
    title = "title missing: give it one in the CMS" if body.untitled else f"“{body.page.title}”"
    state = "published" if body.published else "draft"
    lines = [f"  {body.language} {MADE[body.state]}, {state}: {title}, {read.paragraphs} paragraphs, {address(body)}"]
    lines += [f"     left a draft: {body.left}"] if body.left else []
    return lines + ([f"     kept: {kept_sentence(body)}"] if body.kept else [])


def _short(text: str, limit: int = 100) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
