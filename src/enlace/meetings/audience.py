"""Whom the audience of a meeting, a session or a paper lets in. Those named are a matter of each model."""

from django.db.models import Q

from enlace.network.audiences import Audience
from enlace.network.roles import Roles


def of_audience(roles: Roles, way: str = "") -> Q:
    """What the roles may see by audience alone; `way` leads to the record, e.g. `session__`.

    What is for those named (observers of a session) is for all members too.
    """
    seen = [Audience.PUBLIC]
    if roles.is_of_the_network:
        seen.append(Audience.NETWORK)
    if roles.is_member:
        seen += [Audience.MEMBERS, Audience.INVITED]
    return Q(**{f"{way}audience__in": seen})
