"""What of the network is searched: its states, by their names and those of their institutions. People are not."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from enlace.core.languages import language_codes
from enlace.core.searchable import Indexed, Searchable, affected_through, joined
from enlace.network.models import State
from enlace.network.states import state_name


def searchable_states() -> Searchable:
    return Searchable(
        kind="state",
        label=_("Member states"),
        singular=State._meta.verbose_name,
        seen=State.objects.visible_to,
        addresses=addresses_of_states,
        read=read_states,
        affected=affected_through(State, {"network.organisation": "organisations"}),
    )


def addresses_of_states(wanted: Mapping[int, str]) -> dict[int, str]:
    """By their codes."""
    return {state.pk: state.get_absolute_url() for state in State.objects.filter(pk__in=wanted).only("pk", "code")}


def read_states(ids: Collection[int]) -> Iterator[Indexed]:
    for one in State.objects.filter(pk__in=ids).order_by("pk").prefetch_related("organisations"):
        institutions = [organisation.name for organisation in one.organisations.all()]
        yield Indexed(
            id=one.pk,
            titles={language: state_name(one.code, language) for language in language_codes()},
            texts=joined({"": f"{one.code} {one.alpha3}"}, *institutions),
            states=(one.code,),
        )
