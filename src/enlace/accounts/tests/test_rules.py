import pytest

from enlace.accounts import rules
from enlace.accounts.testing import make_user
from enlace.network.testing import make_cast, untrue_rows

TRUTH = """
                                                 F O A V B S E H R N ? >
can_create_account      any                      . . . . . . . . Y . . Y  the secretariat invites instead
can_deactivate_account  the stranger's           . . . . . . . . Y . . Y
can_deactivate_account  the administrator's own  . . . . . . . . . . . Y  or nobody might be left to open it again
can_deactivate_account  one that is not active   . . . . . . . . . . . .
can_activate_account    one that is not active   . . . . . . . . Y . . Y
can_activate_account    the stranger's           . . . . . . . . . . . .  it is open
can_activate_account    an erased one            . . . . . . . . . . . .  nobody's any more
"""


def closed(cast):
    user = make_user("closed@example.org")
    user.is_active = False
    user.save()
    return (user,)


def erased(cast):
    (user,) = closed(cast)
    user.email = user.address_once_erased
    user.save()
    return (user,)


CASES = {
    "any": lambda cast: (),
    "the stranger's": lambda cast: (cast.stranger,),
    "the administrator's own": lambda cast: (cast.administrator,),
    "one that is not active": closed,
    "an erased one": erased,
}


@pytest.mark.django_db
def test_every_row_is_true():
    assert not untrue_rows(TRUTH, rules, CASES, make_cast())
