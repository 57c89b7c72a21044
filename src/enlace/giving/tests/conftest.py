"""The provider of these tests is the sandbox, which is a real server; see `giving/sandbox/testing.py`."""

import pytest

from enlace.giving.sandbox.testing import running_sandbox
from enlace.giving.testing import make_offer, make_recipient


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A sandbox for the tests of one file, which Enlace knows nothing of."""
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def sandbox(server, settings, db):
    """The same one as the provider that is on, with a recipient and an offer. It may be left killed or failing."""
    settings.SANDBOX_ADDRESS, settings.SANDBOX_KEY = server.address, server.key
    make_recipient()
    make_offer()
    yield server
    if server.process is None:
        server.start()
    server.set_faults(errors=0, drops=0, hangs=0)
