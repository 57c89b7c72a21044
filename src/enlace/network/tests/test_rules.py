"""Who may do what, row by row. Of Uruguay but O, the focal point of Paraguay (network.testing.COLUMNS)."""

from datetime import timedelta

import pytest

from enlace.accounts.testing import make_user
from enlace.core.clock import now, today
from enlace.network import rules
from enlace.network.models import Role
from enlace.network.testing import (
    COLUMNS,
    make_cast,
    make_circular,
    make_invitation,
    make_mandate,
    make_membership,
    make_nomination,
    make_organisation,
    make_person,
    make_state,
    rows,
    untrue_rows,
)

TRUTH = """
                                                      F O A V B S E H R N ? >
can_record_state         any                          . . . . . Y . . Y . . Y
can_record_membership    any                          . . . . . Y . . Y . . Y
can_withdraw_membership  nothing relies on            . . . . . Y . . Y . . Y
can_withdraw_membership  a mandate relies on          . . . . . . . . . . . .  its rights would end unseen
can_withdraw_membership  an observer relies on        . . . . . . . . . . . .
can_record_organisation  any                          . . . . . Y . . Y . . Y
can_record_person        any                          . . . . . Y . . Y . . Y
can_correct_person       the focal point              Y . . . . Y . . Y . . Y  themself, not their alternate
can_correct_person       the secretary                . . . . . Y . . Y . . Y
can_correct_person       erased                       . . . . . . . . . . . .
can_choose_listing       the validator                Y . Y Y . . . . . . . Y  the state or they, not the secretariat
can_choose_listing       the observer                 . . . . Y . . . . . . Y
can_choose_listing       the secretary                . . . . . Y . . . . . Y  for themself alone
can_choose_listing       erased                       . . . . . . . . . . . .
can_record_mandate       any                          . . . . . Y . . Y . . Y  a state names by letter; see below
can_record_treasury_mandate  any                      . . . . . . . . Y . . Y  the secretariat lends itself no keys
can_end_mandate          a mandate that lasts         . . . . . Y . . Y . . Y
can_end_mandate          a mandate that ends today    . . . . . Y . . Y . . Y
can_end_mandate          a mandate that ended         . . . . . . . . . . . .
can_withdraw_mandate     a mandate of tomorrow        . . . . . Y . . Y . . Y
can_withdraw_mandate     a mandate that lasts         . . . . . . . . . . . .  it is ended, and stays in the history
can_file_nomination      Uruguay                      Y . Y Y . Y . . Y . . Y  for their own state alone
can_file_nomination      Paraguay                     . Y . . . Y . . Y . . Y
can_list_nominations     any                          Y Y Y Y . Y . . Y . . .  each sees those of their own state
can_change_nomination    a letter of Uruguay          Y . Y Y . Y . . Y . . Y
can_change_nomination    a letter that was handled    . . . . . . . . . . . .
can_handle_nomination    a letter of Uruguay          . . . . . Y . . Y . . Y
can_handle_nomination    a letter that was handled    . . . . . . . . . . . .
can_list_nominations     any                          Y Y Y Y . Y . . Y . . .  each sees those of their own state
can_invite               who can be invited           . . . . . Y . . Y . . Y
can_invite               who has an account           . . . . . . . . . . . .
can_invite               who has no address           . . . . . . . . . . . .
can_invite               whose mandate is over        . . . . . . . . . . . .
can_invite               erased                       . . . . . . . . . . . .
can_see_invitations      any                          . . . . . Y . . Y . . .  at the command line nobody reads
can_withdraw_invitation  an open invitation           . . . . . Y . . Y . . Y
can_withdraw_invitation  one that was accepted        . . . . . . . . . . . .
can_withdraw_invitation  one that expired             . . . . . . . . . . . .
can_end_session          the focal point's account    Y . . . . . . . . . . .  nobody ends another's
can_end_session          the stranger's account       . . . . . . . . . Y . .  an account without a role too
can_import_directory     any                          . . . . . Y . . Y . . Y
can_export_directory     any                          . . . . . Y . . Y . . Y
can_read_audit           any                          . . . . . Y . . Y . . Y
can_see_held             the focal point              Y . . . . Y . . Y . . .
can_see_held             the observer                 . . . . Y Y . . Y . . .
can_erase_person         the focal point              . . . . . Y . . Y . . Y  on request
can_erase_person         the secretary                . . . . . . . . Y . . Y  not oneself
can_erase_person         the administrator            . . . . . . . . . . . Y  nor their own; no secretary theirs
can_erase_person         another administrator        . . . . . . . . Y . . Y
can_erase_person         erased                       . . . . . . . . . . . .
can_erase_files_of       a letter that was handled    . . . . . Y . . Y . . Y
can_erase_files_of       one that was sent            . . . . . Y . . Y . . Y
can_erase_files_of       a letter that was handled    . . . . . Y . . Y . . Y  on request, at any time
can_erase_files_of       one that was sent            . . . . . Y . . Y . . Y
can_write_circular       any                          . . . . . Y . . Y . . Y
can_change_circular      one that waits               . . . . . Y . . Y . . Y
can_change_circular      one that was sent            . . . . . . . . . . . .
can_send_circular        one that waits               . . . . . Y . . Y . . Y
can_send_circular        one that was sent            . . . . . . . . . . . .  nobody is told twice
can_discard_circular     one that waits               . . . . . Y . . Y . . Y
can_discard_circular     one that was sent            . . . . . . . . . . . .
"""

YESTERDAY, TOMORROW = today() - timedelta(days=1), today() + timedelta(days=1)


def invitable(cast, **overrides):
    return (make_mandate(Role.EDITOR, person=make_person(**overrides)).person,)


CASES = {
    "any": lambda cast: (),
    "nothing relies on": lambda cast: (make_membership(state=make_state("CL", member=False)),),
    "a mandate relies on": lambda cast: (make_state().memberships.get(),),
    "an observer relies on": lambda cast: (
        make_mandate(Role.OBSERVER, organisation=make_organisation()).organisation.memberships.get(),
    ),
    "the focal point": lambda cast: (cast.focal_point.person,),
    "the validator": lambda cast: (cast.validator.person,),
    "the observer": lambda cast: (cast.observer.person,),
    "the secretary": lambda cast: (cast.secretary.person,),
    "the administrator": lambda cast: (make_person(user=cast.administrator),),
    "another administrator": lambda cast: (make_person(user=make_user("other@example.org", is_superuser=True)),),
    "erased": lambda cast: (make_person(name="", email="", erased_at=now(), user=cast.stranger),),
    "a mandate that lasts": lambda cast: (cast.focal_point.person.mandates.get(),),
    "a mandate that ends today": lambda cast: (make_mandate(Role.ALTERNATE, until=today()),),
    "a mandate that ended": lambda cast: (make_mandate(Role.ALTERNATE, until=YESTERDAY),),
    "a mandate of tomorrow": lambda cast: (make_mandate(Role.ALTERNATE, since=TOMORROW),),
    "Uruguay": lambda cast: (make_state(),),
    "Paraguay": lambda cast: (make_state("PY"),),
    "a letter of Uruguay": lambda cast: (make_nomination(),),
    "a letter that was handled": lambda cast: (make_nomination(handled_at=now()),),
    "who can be invited": lambda cast: invitable(cast),
    "who has an account": lambda cast: invitable(cast, user=cast.stranger),
    "who has no address": lambda cast: invitable(cast, email=""),
    "whose mandate is over": lambda cast: (make_mandate(Role.EDITOR, until=YESTERDAY).person,),
    "an open invitation": lambda cast: (make_invitation(),),
    "one that was accepted": lambda cast: (make_invitation(accepted_at=now()),),
    "one that expired": lambda cast: (make_invitation(expires_at=now()),),
    "the focal point's account": lambda cast: (cast.focal_point,),
    "the stranger's account": lambda cast: (cast.stranger,),
    "one that waits": lambda cast: (make_circular(sent_at=None),),
    "one that was sent": lambda cast: (make_circular(),),
}


@pytest.mark.django_db
def test_every_row_is_true():
    assert not untrue_rows(TRUTH, rules, CASES, make_cast())


def test_a_table_that_leaves_somebody_out_is_refused():
    with pytest.raises(ValueError, match="The head is"):
        rows(TRUTH.replace("N ? >", "N ?"))
    with pytest.raises(ValueError, match="no answer for each"):
        rows(f"{' '.join(COLUMNS)}\ncan_record_state  any  . . . . . Y . Y . .\n")


@pytest.mark.django_db
def test_a_row_that_is_not_true_is_named():
    table = f"{' '.join(COLUMNS)}\ncan_record_state  any  . . . . . . . . Y . . Y\n"
    (wrong,) = untrue_rows(table, rules, CASES, make_cast())
    assert wrong == "can_record_state, any: . . . . . . . . Y . . Y is . . . . . Y . . Y . . Y"


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["is_active", "mandate"])
def test_who_is_no_longer_active_or_whose_mandate_is_over_may_nothing(field):
    cast = make_cast()
    if field == "is_active":
        type(cast.secretary).objects.update(is_active=False)
    else:
        cast.secretary.person.mandates.update(until=YESTERDAY)
    (wrong,) = untrue_rows(f"{' '.join(COLUMNS)}\ncan_read_audit  any  . . . . . Y . . Y . . Y\n", rules, CASES, cast)
    assert wrong.split(" is ")[1] == (". . . . . . . . . . . Y" if field == "is_active" else ". . . . . . . . Y . . Y")
