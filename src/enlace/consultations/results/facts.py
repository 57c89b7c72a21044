"""A result as it is written down at publication, in JSON: `Result.facts`.

`members` is the one key that is not for the whole audience (`shared_facts` leaves it out); it is there where answers
are attributed and each state has a voice. No other key names a voter or says what a single one answered.
`docs/consultations.md` describes all keys: the JSON export hands them out.
"""

from collections.abc import Sequence
from typing import Any

from enlace.consultations.common_ground.disclosure import centres
from enlace.consultations.common_ground.findings import CommonGround, Group, Representative, StatementFinding
from enlace.consultations.common_ground.tallies import Tally
from enlace.consultations.models import Consultation, Statement
from enlace.consultations.results.computing import Computed
from enlace.consultations.results.members_facts import MEMBERS, facts_of_members
from enlace.consultations.results.opinion_points import DECIMALS, means_of, points_of

VERSION = 1
MOST_POINTS = 400
"""Above so many voices the map shows groups, not points."""

type Facts = dict[str, Any]


def facts_of(consultation: Consultation, computed: Computed) -> Facts:
    """Of a consultation that is anonymous `computed` holds rounded counts alone, and with too few voices none."""
    found, anonymous = computed.found, consultation.is_anonymous
    facts: Facts = {
        "version": VERSION,
        "anonymous": anonymous,
        "too_few": computed.too_few,
        "voices": {
            "total": found.voters,
            "kind": computed.voices.kind,
            "states": computed.voices.states,
            "organisations": computed.voices.organisations,
            "about": anonymous,
        },
        "statements": [_statement(one) for one in _accepted(consultation)],
        "distinct": found.distinct,
        "groups": [_group(group, anonymous) for group in found.groups],
        "consensus": [_finding(one, anonymous) for one in found.consensus],
        "agreement": [_side(one, anonymous) for one in found.agreement],
        "disagreement": [_side(one, anonymous) for one in found.disagreement],
        "divisions": [
            {"statement": one.statement, "spread": one.spread, "z": one.z}
            | {"agrees": one.agrees, "disagrees": one.disagrees, "robustness": None if anonymous else one.robustness}
            for one in found.divisions
        ],
        "trials": [vars(trial) for trial in found.trials],
        "map": _map(found, anonymous),
        "levels": [vars(one) for one in computed.levels],
    }
    if computed.together is not None and not anonymous:
        facts[MEMBERS] = facts_of_members(computed.together)
    return facts


def shared_facts(facts: Facts) -> Facts:
    """What the whole audience of a result may have."""
    return {name: value for name, value in facts.items() if name != MEMBERS}


def _accepted(consultation: Consultation) -> Sequence[Statement]:
    accepted = Statement.objects.accepted().filter(consultation=consultation)
    return list(accepted.select_related("challenge").order_by("number"))


def _statement(statement: Statement) -> Facts:
    challenge = statement.challenge
    return {
        "id": statement.pk,
        "number": statement.number,
        "text": dict(statement.text),
        "challenge": {"id": challenge.pk, "title": dict(challenge.title)} if challenge else None,
    }


def _tally(tally: Tally) -> Facts:
    return {"agree": tally.agree, "disagree": tally.disagree, "pass": tally.passed}


def _finding(one: StatementFinding, anonymous: bool) -> Facts:
    return {
        "statement": one.statement,
        **_tally(one.tally),
        "by_group": [_tally(tally) for tally in one.by_group],
        "gic": one.gic,
        "gic_mean": one.gic_mean,
        "pa": one.pa,
        "common": one.common,
        "rejected": one.rejected,
        "robustness": None if anonymous else one.robustness,
    }


def _side(one: Any, anonymous: bool) -> Facts:
    return {
        "statement": one.statement,
        **_tally(one.tally),
        "p": one.p,
        "z": one.z,
        "robustness": None if anonymous else one.robustness,
    }


def _group(group: Group, anonymous: bool) -> Facts:
    return {
        "id": group.id,
        "size": group.size,
        "stability": group.stability,
        "representative": [_representative(one, anonymous) for one in group.representative],
    }


def _representative(one: Representative, anonymous: bool) -> Facts:
    return _side(one, anonymous) | {
        "side": one.side,
        "others": _tally(one.others),
        "ratio": one.ratio,
        "z_ratio": one.z_ratio,
        "significant": one.significant,
    }


def _map(found: CommonGround, anonymous: bool) -> Facts:
    """Points without a name; of rounded counts or many voices the centres of groups alone."""
    if anonymous:
        return {"centres": [_centre(group, *place) for group, place in centres(found).items()]}
    points = points_of(found).points
    if len(points) > MOST_POINTS:
        return {"centres": [_centre(group, *place) for group, place in means_of(points).items()]}
    return {"points": [_centre(*point) for point in points]}


def _centre(group: Any, x: float, y: float) -> Facts:
    return {"group": group, "x": round(x, DECIMALS), "y": round(y, DECIMALS)}
