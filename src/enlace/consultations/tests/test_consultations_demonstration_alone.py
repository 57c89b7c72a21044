import pytest

from enlace.consultations.demonstration.loading import make_demonstration_consultations
from enlace.consultations.tests.test_consultations_demonstration import MODELS
from enlace.network.demonstration.loading import make_demonstration_network


@pytest.mark.django_db
def test_a_network_without_meetings_gets_none():
    make_demonstration_consultations()
    make_demonstration_network()
    make_demonstration_consultations()
    assert not any(model.objects.exists() for model in MODELS)
