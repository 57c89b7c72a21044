"""What the search says of a decision."""

import pytest

from enlace.meetings.searching import read_decisions, searchable_decisions
from enlace.meetings.testing import make_decision, make_session
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db


def test_a_decision_has_the_themes_of_its_meeting_and_not_those_of_its_session():
    arms, hidden = make_theme(slug="arms"), make_theme(slug="hidden")
    session = make_session()
    session.themes.set([hidden])
    session.meeting.themes.set([arms])
    decision = make_decision(meeting=session.meeting, session=session)
    assert [one.themes for one in read_decisions([decision.pk])] == [("arms",)]
    assert set(searchable_decisions().affected("themes.theme", [str(arms.pk)])) == {decision.pk}
