import pytest

from enlace.giving.providers import configured
from enlace.giving.tests.till import Till


@pytest.fixture
def till(settings, monkeypatch) -> Till:
    """The provider of the sandbox's name, in memory."""
    settings.SANDBOX_ADDRESS = "https://till.example.org"
    made = Till()
    monkeypatch.setattr(configured, "_sandbox", lambda *_keys: made)
    return made
