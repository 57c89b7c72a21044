"""What of mechanisms is searched: the register, without a contact that is not public."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.core.searchable import Indexed, Searchable, addressed_by_number, affected_through, joined
from enlace.core.texts import Texts, TextsField
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.facts import FACTS, value_of


def searchable_mechanisms() -> Searchable:
    return Searchable(
        kind="mechanism",
        label=_("National mechanisms"),
        singular=Mechanism._meta.verbose_name,
        seen=Mechanism.objects.visible_to,
        addresses=addressed_by_number("mechanisms:mechanism"),
        read=read_mechanisms,
        affected=affected_through(Mechanism, {"mechanisms.questionnaire": "questionnaires", "themes.theme": "themes"}),
    )


def read_mechanisms(ids: Collection[int]) -> Iterator[Indexed]:
    for one in Mechanism.objects.filter(pk__in=ids).order_by("pk").prefetch_related("themes"):
        facts = [name for name in FACTS if name != "name" and (name != "contact" or one.contact_public)]
        yield Indexed(
            id=one.pk,
            titles=one.name,
            texts=joined(*(text for name in facts for text in _texts(value_of(one, name)))),
            day=one.launched_on,
            themes=tuple(sorted(theme.slug for theme in one.themes.all())),
            states=(one.country,),
        )


def _texts(value: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    """Texts by language; what is in none, as the sources, under the empty one."""
    for column, content in value.items():
        if isinstance(Mechanism._meta.get_field(column), TextsField):
            yield Texts(content)
        elif column in ("sources", "contact_email"):
            yield {"": content}
