"""Who may do what with editions of reports (network.testing.COLUMNS)."""

import pytest
from django.utils import timezone

from enlace.network.testing import make_cast, untrue_rows
from enlace.reports.editions import rules
from enlace.reports.models import ReportEdition
from enlace.reports.testing import make_report

pytestmark = pytest.mark.django_db
TRUTH = """
                                            F O A V B S E H R N ? >
can_freeze_report       a draft             . . . . . Y . . Y . . Y
can_keep_edition_file   being frozen        . . . . . Y . . Y . . Y
can_keep_edition_file   a frozen one        . . . . . . . . . . . .  it never changes
can_publish_edition     a frozen one        . . . . . Y . . Y . . Y
can_publish_edition     a public one        . . . . . . . . . . . .
"""
CASES = {
    "a draft": lambda cast: (make_report(),),
    "being frozen": lambda cast: (edition(frozen_at=None),),
    "a frozen one": lambda cast: (edition(),),
    "a public one": lambda cast: (edition(published_at=timezone.now()),),
}


def edition(**fields):
    """Without its texts."""
    return ReportEdition.objects.create(**{"report": make_report(), "number": 1, "frozen_at": timezone.now()} | fields)


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
