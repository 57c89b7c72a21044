"""Who may do what with private files, seen from what owns them. Of Uruguay but O (network.testing.COLUMNS)."""

import pytest

from enlace.core.clock import now
from enlace.files import rules
from enlace.files.testing import make_file, make_version
from enlace.network.testing import make_cast, make_circular, make_nomination, make_state, untrue_rows

TRUTH = """
                                                 F O A V B S E H R N ? >
can_add_file        a letter that waits          Y . Y Y . Y . . Y . . Y  as who may change the letter
can_add_file        a letter that is handled     . . . . . . . . . . . .
can_add_file        a draft circular             . . . . . Y . . Y . . Y
can_add_file        a circular that was sent     . . . . . . . . . . . .
can_add_file        a state                      . . . . . . . . . . . .  it owns no files
can_add_version     of a letter that waits       Y . Y Y . Y . . Y . . Y
can_add_version     of a sent circular           . . . . . . . . . . . .
can_add_version     of what is gone              . . . . . . . . . . . .
can_hand_over_file  from a letter to another     Y . Y Y . Y . . Y . . Y
can_hand_over_file  to a circular that was sent  . . . . . . . . . . . .
can_erase_file      of a letter that waits       . . . . . Y . . Y . . Y
can_erase_file      of a sent circular           . . . . . Y . . Y . . Y  on request, at any time
can_erase_version   one of a letter              . . . . . Y . . Y . . Y
"""


def orphan(cast):
    file = make_file(make_nomination())
    file.owner.delete()
    file.refresh_from_db()
    return (file,)


CASES = {
    "a letter that waits": lambda cast: (make_nomination(),),
    "a letter that is handled": lambda cast: (make_nomination(handled_at=now()),),
    "a draft circular": lambda cast: (make_circular(sent_at=None),),
    "a circular that was sent": lambda cast: (make_circular(),),
    "a state": lambda cast: (make_state(),),
    "of a letter that waits": lambda cast: (make_file(make_nomination()),),
    "of a sent circular": lambda cast: (make_file(make_circular()),),
    "of what is gone": orphan,
    "from a letter to another": lambda cast: (make_file(make_nomination()), make_nomination()),
    "to a circular that was sent": lambda cast: (make_file(make_nomination()), make_circular()),
    "one of a letter": lambda cast: (make_version(),),
}


@pytest.mark.django_db
def test_every_row_is_true():
    assert not untrue_rows(TRUTH, rules, CASES, make_cast())
