"""A real site: the demonstration in a data folder of its own, served as administrators serve it, read by Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from enlace.network.demonstration.accounts import SECRETARY
from tests.payment_servers.stripe_server import KEY, SECRET, RunningStripe, running_stripe
from tests.test_backup_drill import ROOT, environment, free_port, wait_for

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PATIENCE = 45_000
"""Milliseconds: the machine may have more to do."""
ASKS_TO_GO_ON = "#w-save-confirmation-dialog [data-w-dialog-target=confirm]"
"""What the CMS asks when a save in the background was lost or came late; an editor goes on."""
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class RunningSite:
    base: str
    data: Path


@pytest.fixture(scope="session")
def stripe() -> Iterator[RunningStripe]:
    """What answers as Stripe does, on this machine; its webhook is told once the site has a port."""
    with running_stripe() as running:
        yield running


@pytest.fixture(scope="session")
def site(tmp_path_factory, stripe) -> Iterator[RunningSite]:
    data, port = tmp_path_factory.mktemp("site") / "data", free_port()
    base = f"http://localhost:{port}"
    keys = {"ENLACE_STRIPE_KEY": KEY, "ENLACE_STRIPE_WEBHOOK_SECRET": SECRET, "ENLACE_STRIPE_ADDRESS": stripe.address}
    stripe.webhook, sandbox = f"{base}/giving/events/stripe", free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "enlace.config", "demo", f"--port={port}"],
        env=environment(data, ENLACE_BASE_URL=base, ENLACE_SANDBOX_PORT=str(sandbox), **keys),
        cwd=ROOT,
    )
    wait_for(port, while_running=server)
    wait_until_taken(sandbox)
    yield RunningSite(base, data)
    server.send_signal(signal.SIGTERM)
    server.wait(30)


def wait_until_taken(port: int) -> None:
    """The test provider is started beside the server, and may come a moment later."""
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("the test provider did not start")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    assert path, "the browser tests need Debian's chromium"
    os.environ.setdefault("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browsing(chromium):
    """`with browsing(width=…, scheme=…) as page`; every error in the console of a page fails the test."""

    @contextmanager
    def open_page(
        *, width: int = 1280, height: int = 900, scheme: str = "light", javascript: bool = True, language: str = "es"
    ) -> Iterator[Page]:
        context: BrowserContext = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale=language,
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.add_locator_handler(page.locator(ASKS_TO_GO_ON), lambda dialog: dialog.click())
        yield page
        context.close()

    return open_page


@pytest.fixture
def sign_in(site):
    def go(page: Page, who=SECRETARY, language: str = "es") -> None:
        page.goto(f"{site.base}/{language}/accounts/login/?next=/cms/")
        page.locator("input[name=login]").fill(who.email)
        page.locator("input[name=password]").fill(who.password)
        page.locator("form:has(input[name=password]) button[type=submit]").first.click()
        page.wait_for_url("**/cms/")

    return go
