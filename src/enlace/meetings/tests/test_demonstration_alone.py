import pytest

from enlace.meetings.demonstration.loading import make_demonstration_meetings
from enlace.meetings.models import Meeting


@pytest.mark.django_db
def test_a_network_without_states_gets_no_meetings():
    make_demonstration_meetings()
    assert not Meeting.objects.exists()
