"""Who may do what with the draft of a report (network.testing.COLUMNS)."""

import pytest
from django.utils import timezone

from enlace.core.texts import Texts
from enlace.network.testing import make_cast, make_state, untrue_rows
from enlace.reports.planning import rules
from enlace.reports.planning.section_actions import add_report_section
from enlace.reports.testing import make_remark, make_report

pytestmark = pytest.mark.django_db
TRUTH = """
                                            F O A V B S E H R N ? >
can_begin_report        at all              . . . . . Y . . Y . . Y
can_change_report       a draft             . . . . . Y . . Y . . Y
can_change_report       under review        . . . . . Y . . Y . . Y
can_remove_report       a draft             . . . . . Y . . Y . . Y
can_remove_report       one with editions   . . . . . . . . . . . .
can_remove_report_section  of its kind      . . . . . . . . . . . .
can_remove_report_section  one of its own   . . . . . Y . . Y . . Y
can_read_draft          a draft             . . . . . Y . . Y . . .
can_read_draft          under review        Y Y Y Y . Y . . Y . . .
can_ask_review          a draft             . . . . . Y . . Y . . Y
can_ask_review          under review        . . . . . . . . . . . .
can_end_review          a draft             . . . . . . . . . . . .
can_end_review          under review        . . . . . Y . . Y . . Y
can_make_remark         of Uruguay, draft   . . . . . . . . . . . .
can_make_remark         of Uruguay, review  Y . Y Y . . . . . . . .
can_settle_remark       an open one         . . . . . Y . . Y . . .
can_settle_remark       a settled one       . . . . . . . . . . . .
"""
CASES = {
    "at all": lambda cast: (),
    "a draft": lambda cast: (make_report(),),
    "under review": lambda cast: (make_report(reviewed=True),),
    "one with editions": lambda cast: (frozen(make_report()),),
    "of its kind": lambda cast: (make_report().sections.first(),),
    "one of its own": lambda cast: (add_report_section(make_report(), Texts({"es": "Gracias"}), by=None),),
    "of Uruguay, draft": lambda cast: (make_state(), make_report()),
    "of Uruguay, review": lambda cast: (make_state(), make_report(reviewed=True)),
    "an open one": lambda cast: (make_remark(),),
    "a settled one": lambda cast: (make_remark(settled_at=timezone.now()),),
}


def frozen(report):
    report.editions.create(number=1)
    return report


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
