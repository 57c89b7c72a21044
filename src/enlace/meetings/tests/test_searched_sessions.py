from dataclasses import replace
from itertools import product

from enlace.meetings.agenda.facts import item_from
from enlace.meetings.agenda.readers import Reader, lets_in_all_of
from enlace.network.audiences import Audience
from enlace.network.roles import Part, Role, Roles

READERS = [
    Reader(Roles()),
    Reader(Roles((Part(Role.FOCAL_POINT, state_id=1),))),
    Reader(Roles((Part(Role.OBSERVER, organisation_id=1),))),
    *(Reader(Roles((Part(Role.OBSERVER, organisation_id=number),))) for number in (2, 3)),
]


def items():
    for audience, observers in product(Audience.values, ((), (1,), (1, 2))):
        yield replace(item_from({"audience": audience}), observers=observers)


def test_what_was_written_for_fewer_than_see_it_now_is_told_from_what_was_not():
    for written, live in product(items(), items()):
        all_are_in = all(one.is_of(written) for one in READERS if one.is_of(live))
        assert lets_in_all_of(written, live) == all_are_in, (written.audience, written.observers, live.audience)
