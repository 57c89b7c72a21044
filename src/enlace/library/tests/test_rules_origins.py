"""Who may make a publication of what came to a meeting or stands as evidence (network.testing.COLUMNS)."""

import pytest

from enlace.commitments.testing import make_evidence, make_progress
from enlace.core.clock import now
from enlace.files.testing import make_file
from enlace.library.origins import rules
from enlace.library.testing import make_publication
from enlace.meetings.testing import make_contribution, make_paper, make_paper_text
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                F O A V B S E H R N ? >
can_make_from_contribution  one that was agreed to               . . . . . Y . . Y . . Y
can_make_from_contribution  one that nobody agreed to            . . . . . . . . . . . .
can_make_from_contribution  one that is not submitted            . . . . . . . . . . . .
can_make_from_contribution  one of which there is a publication  . . . . . . . . . . . .
can_make_from_paper         a released one                       . . . . . Y . . Y . . Y
can_make_from_paper         one that is not released             . . . . . . . . . . . .
can_make_from_paper         one without a file                   . . . . . . . . . . . .
can_make_from_paper         a paper of which there is one        . . . . . . . . . . . .
can_make_from_evidence      evidence with a file                 . . . . . Y . . Y . . Y
can_make_from_evidence      evidence that is a link              . . . . . . . . . . . .
can_make_from_evidence      of a report that is not cleared      . . . . . . . . . . . .
can_make_from_evidence      of a report that was taken back      . . . . . . . . . . . .
can_make_from_evidence      evidence of which there is one       . . . . . . . . . . . .
"""


def _contribution(**overrides):
    return make_contribution(**{"may_be_published": True} | overrides)


def _paper(**overrides):
    paper = make_paper(**overrides)
    make_file(make_paper_text(paper=paper))
    return paper


def _evidence(**overrides):
    evidence = make_evidence(progress=make_progress(**overrides))
    make_file(evidence)
    return evidence


def _with_publication(origin, name):
    make_publication(published=False, **{name: origin})
    return origin


CASES = {
    "one that was agreed to": lambda cast: (_contribution(),),
    "one that nobody agreed to": lambda cast: (_contribution(may_be_published=False),),
    "one that is not submitted": lambda cast: (_contribution(submitted_at=None),),
    "one of which there is a publication": lambda cast: (_with_publication(_contribution(), "from_contribution"),),
    "a released one": lambda cast: (_paper(),),
    "one that is not released": lambda cast: (_paper(released_at=None),),
    "one without a file": lambda cast: (make_paper(),),
    "a paper of which there is one": lambda cast: (_with_publication(_paper(), "from_paper"),),
    "evidence with a file": lambda cast: (_evidence(),),
    "evidence that is a link": lambda cast: (make_evidence(),),
    "of a report that is not cleared": lambda cast: (_evidence(cleared=False, submitted=True),),
    "of a report that was taken back": lambda cast: (_evidence(taken_back_at=now()),),
    "evidence of which there is one": lambda cast: (_with_publication(_evidence(), "from_evidence"),),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
