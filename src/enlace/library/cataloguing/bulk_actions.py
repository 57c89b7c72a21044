"""One thing done to many publications. What is refused is named with its reason, and the rest is done.

Each publication is changed in a transaction of its own: others are not kept waiting for three hundred.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.library.cataloguing.actions import change_publication, confirm_publication, remove_publication
from enlace.library.cataloguing.publishing_actions import publish_publication, withdraw_publication
from enlace.library.cataloguing.rules import can_add_publication
from enlace.library.models import Collection, Licence, Publication
from enlace.network.audiences import Audience
from enlace.themes.models import Theme

SETTABLE = ("collection", "audience", "licence")
DEEDS = ("confirm", "publish", "withdraw", "remove", "theme", *SETTABLE)


@dataclass(frozen=True)
class Refused:
    """A publication to which it was not done, and why."""

    publication: Publication
    reason: str


@dataclass
class Outcome:
    """`before` holds, for what can be undone, what each publication had: a value, or whether it had the theme."""

    deed: str
    value: Any = None
    done: list[int] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)
    before: dict[int, Any] = field(default_factory=dict)

    @property
    def can_be_undone(self) -> bool:
        return bool(self.done) and self.deed not in ("confirm", "remove", "withdraw")


def do_to_many(deed: str, ids: Iterable[int], *, by: Anyone | None, value: Any = None) -> Outcome:
    """`deed` is one of DEEDS; `value` a Collection, a Theme, or the word of an audience or licence."""
    require(can_add_publication(by))
    outcome = Outcome(deed, value)
    _check(deed, value)
    for pk in ids:
        publication = Publication.objects.select_related("collection").filter(pk=pk).first()
        if publication is not None:
            _try(outcome, publication, by)
    return outcome


def _check(deed: str, value: Any) -> None:
    if deed not in DEEDS:
        raise ValidationError(_("Choose what is to be done."))
    if deed == "collection" and not isinstance(value, Collection):
        raise ValidationError({"collection": _("Choose the collection into which they go.")})
    if deed == "theme" and not isinstance(value, Theme):
        raise ValidationError({"theme": _("Choose the theme that is added.")})
    if deed == "audience" and value not in set(Audience.values) - {Audience.INVITED}:
        raise ValidationError({"audience": _("Choose who may read them.")})
    if deed == "licence" and value not in Licence.values:
        raise ValidationError({"licence": _("Choose the licence.")})


def _try(outcome: Outcome, publication: Publication, by: Anyone | None) -> None:
    before = _value_of(publication, outcome)
    try:
        changed = DO.get(outcome.deed, _set)(publication, outcome, by)
    except ValidationError as error:
        outcome.refused.append(Refused(publication, " ".join(error.messages)))
    except PermissionDenied:
        outcome.refused.append(Refused(publication, why_not(outcome.deed, publication)))
    else:
        if changed:
            outcome.done.append(publication.pk)
            outcome.before[publication.pk] = before
        else:
            outcome.unchanged += 1


def _value_of(publication: Publication, outcome: Outcome) -> Any:
    if outcome.deed not in SETTABLE:
        return None
    value = getattr(publication, outcome.deed)
    return getattr(value, "pk", value)


def _confirm(publication: Publication, outcome: Outcome, by: Anyone | None) -> bool:
    if publication.confirmed_at is not None:
        return False
    confirm_publication(publication, by=by)
    return True


def _publish(publication: Publication, outcome: Outcome, by: Anyone | None) -> bool:
    if publication.is_published:
        return False
    publish_publication(publication, by=by)
    return True


def _withdraw(publication: Publication, outcome: Outcome, by: Anyone | None) -> bool:
    withdraw_publication(publication, by=by)
    return True


def _remove(publication: Publication, outcome: Outcome, by: Anyone | None) -> bool:
    pk = publication.pk
    remove_publication(publication, by=by)
    publication.pk = pk
    return True


def _add_theme(publication: Publication, outcome: Outcome, by: Anyone | None) -> bool:
    themes = list(publication.themes.all())
    if outcome.value in themes:
        return False
    change_publication(publication, by=by, themes=[*themes, outcome.value])
    return True


def _set(publication: Publication, outcome: Outcome, by: Anyone | None) -> bool:
    if getattr(publication, outcome.deed) == outcome.value:
        return False
    change_publication(publication, by=by, **{outcome.deed: outcome.value})
    return True


DO: dict[str, Callable[[Publication, Outcome, Anyone | None], bool]] = {
    "confirm": _confirm,
    "publish": _publish,
    "withdraw": _withdraw,
    "remove": _remove,
    "theme": _add_theme,
}


def why_not(deed: str, publication: Publication) -> str:
    """In a sentence, of what a rule does not allow."""
    if deed == "remove":
        return _("It was published once, and stays on record. It can be withdrawn.")
    if deed == "withdraw":
        return _("It is not published.")
    return _("This is not for you to do.")


def set_back(deed: str, value: Any, before: dict[int, Any], *, by: Anyone | None) -> Outcome:
    """Undo `do_to_many`; what somebody has changed since stays, and is named. `value` as in `do_to_many`."""
    require(can_add_publication(by))
    outcome = Outcome(deed, value)
    shelves = Collection.objects.in_bulk([pk for pk in before.values() if pk]) if deed == "collection" else {}
    for publication in Publication.objects.select_related("collection").filter(pk__in=before):
        old = before[publication.pk]
        if not _stands(deed, value, publication):
            outcome.refused.append(Refused(publication, _("Somebody has changed it since. It stays as it is.")))
            continue
        try:
            _back(deed, value, shelves.get(old) if deed == "collection" else old, publication, by)
        except ValidationError as error:
            outcome.refused.append(Refused(publication, " ".join(error.messages)))
        else:
            outcome.done.append(publication.pk)
    return outcome


def _stands(deed: str, value: Any, publication: Publication) -> bool:
    """Whether it is still as it was made then."""
    if deed == "publish":
        return publication.is_published
    if deed == "theme":
        return publication.themes.filter(pk=value.pk).exists()
    return bool(getattr(publication, deed) == value)


def _back(deed: str, value: Any, old: Any, publication: Publication, by: Anyone | None) -> None:
    if deed == "publish":
        withdraw_publication(publication, by=by)
    elif deed == "theme":
        change_publication(publication, by=by, themes=[one for one in publication.themes.all() if one != value])
    else:
        change_publication(publication, by=by, **{deed: old})
