"""The PDF files of the demonstration's library: set by us from the texts of each publication, marked on every page."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import override

from enlace.core.typesetting import typeset
from enlace.library.public.words import issued_in_words

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "typst" / "publication.typ"

type Plan = Mapping[str, Any]


def words() -> Mapping[str, Any]:
    known: Mapping[str, Any] = json.loads((FOLDER / "words.json").read_text("utf-8"))
    return known


def pdf_of(plan: Plan, language: str, makers: list[str], issued: str, at: datetime, *, without: int = 0) -> bytes:
    """In one language; `without` the last sections for a version before they were written."""
    said = {name: texts.get(language, "") for name, texts in words().items()}
    title, subtitle, abstract = (plan.get(name, {}).get(language, "") for name in ("title", "subtitle", "abstract"))
    sections = plan["texts"][language]
    series = [plan.get("series", ""), f"{said['number']} {plan['number']}" if plan.get("number") else ""]
    reserved = said["for_members"] if plan.get("audience") == "members" else ""
    with override(language):
        when = issued_in_words(issued)
    data = {
        "seed": int(plan["key"][:2]),
        "network": said["network"],
        "sample": said["sample"],
        "written": said["written"],
        "explained": f"{said['written']}. {said['explained']}",
        "kicker": " · ".join(part for part in (reserved, *series) if part) if plan.get("series") else reserved,
        "title": title,
        "subtitle": "" if without else subtitle,
        "abstract": abstract,
        "by": makers,
        "when": when,
        "keywords": list(plan["themes"]),
        "words": {"abstract": said["abstract"], "contents": said["contents"]},
        "imprint": [part for part in ("; ".join(makers), when, reserved or said["licence"]) if part],
        "sections": sections[: len(sections) - without],
        "chapters": plan.get("chapters", False),
    }
    return typeset(TEMPLATE, data, language=language, title=title, at=at)
