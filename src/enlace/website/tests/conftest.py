import pytest

from enlace.website.testing import make_secretary


@pytest.fixture
def secretary(client):
    user = make_secretary()
    client.force_login(user)
    return user
