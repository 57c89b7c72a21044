"""Themes taken over from a file in SKOS, and the vocabulary that Enlace brings."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.themes.exchange.plan import Plan, Step, as_recorded
from enlace.themes.exchange.planning import plan_import
from enlace.themes.exchange.reading import read_vocabulary
from enlace.themes.exchange.said import Vocabulary
from enlace.themes.models import Theme
from enlace.themes.rules import can_import_themes

FIRST = Path(__file__).parents[1] / "vocabulary"
"""The vocabulary that Enlace brings, a file for each area; addresses in it are relative to the site's own."""


class ThemesChanged(Exception):
    """What stands there is other than when the plan was shown."""


@transaction.atomic
def import_themes(vocabulary: Vocabulary, *, by: Anyone | None, only_new: bool = False, fingerprint: str = "") -> Plan:
    """Do what `plan_import` says. Raises ValidationError where the file has problems, and ThemesChanged where the plan
    is other than the one of the fingerprint."""
    require(can_import_themes(by))
    rows = {one.slug: one for one in Theme.objects.select_for_update().order_by("pk")}
    plan = plan_import(vocabulary, only_new=only_new)
    if fingerprint and plan.fingerprint != fingerprint:
        raise ThemesChanged
    if plan.problems:
        raise ValidationError([one.sentence for one in plan.problems])
    steps = [*plan.new, *plan.changed]
    for step in steps:
        rows[step.after.slug] = _written(rows.get(step.after.slug) or Theme(slug=step.after.slug), step)
    for step in steps:
        theme = rows[step.after.slug]
        theme.broader = rows[step.after.broader] if step.after.broader else None
        theme.save(update_fields=["broader"])
        theme.related.set([rows[slug] for slug in step.after.related])
    for step in steps:
        before, after = as_recorded(step)
        record("import_theme", rows[step.after.slug], by=by, before=before, after=after)
    return plan


def _written(theme: Theme, step: Step) -> Theme:
    theme.label, theme.definition = Texts(step.after.label), Texts(step.after.definition)
    theme.terms, theme.uri = [dict(term) for term in step.after.terms], step.after.uri
    theme.save()
    return theme


def first_vocabulary() -> Vocabulary:
    """What Enlace brings, as a file of an import."""
    text = "\n".join(path.read_text("utf-8") for path in sorted(FIRST.glob("*.ttl")))
    return read_vocabulary(text.encode())


def load_first_vocabulary() -> None:
    """Into an empty vocabulary only: what the network changed later is the network's."""
    if not Theme.objects.exists():
        import_themes(first_vocabulary(), by=None)
