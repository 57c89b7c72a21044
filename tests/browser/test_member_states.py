"""The composition by year: with the keyboard, without JavaScript, and back from the page of a state."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_slider_refreshes_only_the_composition_and_the_address_keeps_the_year(site, browsing):
    complaints = []
    with browsing() as page:
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"{site.base}/en/states/")
        page.evaluate("document.querySelector('h1').dataset.kept = 'yes'")
        slider = page.get_by_role("slider", name="Composition by year")
        first = slider.get_attribute("min")
        slider.press("Home")
        expect(page.locator("#composition")).to_contain_text(f"December 31, {first}")
        expect(page.locator("output")).to_have_text(first)
        expect(slider).to_be_focused()
        assert page.locator("h1").get_attribute("data-kept") == "yes"
        assert page.url.endswith(f"?year={first}")
        page.locator("#composition a.tile").first.press("Enter")
        page.wait_for_url(re.compile(r"/en/states/[a-z]{2}/$"))
        page.go_back()
        expect(page.locator("h1")).to_have_text("Member states")
        expect(page.locator("#composition")).to_contain_text(f"December 31, {first}")
    assert not complaints


def test_without_javascript_the_slider_is_a_form_also_from_the_home_page(site, browsing):
    with browsing(javascript=False) as page:
        page.goto(f"{site.base}/en/")
        slider = page.get_by_role("slider", name="Composition by year")
        slider.press("Home")
        page.get_by_role("button", name="Show this year").click()
        expect(page.locator("h1")).to_have_text("Member states")
        expect(page.locator("#composition")).to_contain_text(
            f"December 31, {page.locator('#year').get_attribute('min')}"
        )
