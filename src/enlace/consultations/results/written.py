"""A result as JSON: all that its reader may have, with what it is a result of. `docs/consultations.md` describes it."""

from typing import Any

from django.conf import settings

from enlace.consultations.models import Consultation
from enlace.consultations.results.facts import Facts
from enlace.consultations.results.members_facts import MEMBERS
from enlace.network.models import Organisation, State


def written(consultation: Consultation, facts: Facts) -> dict[str, Any]:
    """`facts` as its reader may have them, with codes and names of states and observers, but for points of the map."""
    result = consultation.result
    found: dict[str, Any] = {
        "consultation": {
            "id": consultation.pk,
            "address": settings.BASE_URL + result.get_absolute_url(),
            "question": dict(consultation.question),
            "opens_on": consultation.opens_on.isoformat(),
            "closes_on": consultation.last_day.isoformat(),
            "answered_by": consultation.answered_by,
            "voice_of": consultation.voice_of,
            "attribution": consultation.attribution,
            "source": dict(consultation.source),
        },
        "published_on": result.published_at.date().isoformat(),
        "illustrative": consultation.illustrative,
        "text": dict(result.text),
        **{name: value for name, value in facts.items() if name != MEMBERS},
    }
    if MEMBERS in facts:
        found[MEMBERS] = _with_names(facts[MEMBERS])
    return found


def _with_names(part: Facts) -> Facts:
    answers = part.get("answers", ())
    states, observers = (
        {one for each in answers for ids in each[body].values() for one in ids} for body in ("states", "observers")
    )
    codes = State.objects.filter(pk__in=states).order_by("code").values_list("pk", "code")
    organisations = Organisation.objects.filter(pk__in=observers).order_by("pk")
    return {name: value for name, value in part.items() if name != "points"} | {
        "states": [{"id": pk, "code": code} for pk, code in codes],
        "observers": [{"id": one.pk, "name": dict(one.name)} for one in organisations],
    }
