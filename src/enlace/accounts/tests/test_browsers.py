import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.accounts.browsers import browser_and_system

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/130.0 Safari/537.36", ("Chrome", "Windows")),
        (f"Mozilla/5.0 (Windows NT 10.0) {KIT} Chrome/130.0 Safari/537.36 Edg/130.0", ("Edge", "Windows")),
        (f"Mozilla/5.0 (X11; Linux x86_64) {KIT} Chrome/130.0 Safari/537.36 OPR/114.0", ("Opera", "Linux")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", ("Firefox", "Linux")),
        ("Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0", ("Firefox", "Android")),
        (
            f"Mozilla/5.0 (Linux; Android 13) {KIT} SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36",
            ("Samsung Internet", "Android"),
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) {KIT} CriOS/124.0 Mobile/15E148 Safari/604.1",
            ("Chrome", "iPhone"),
        ),
        (f"Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) {KIT} Version/16.6 Safari/604.1", ("Safari", "iPad")),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {KIT} Chrome/130.0 Safari/537.36", ("Chrome", "ChromeOS")),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_browser_is_called_what_its_user_calls_it(user_agent, words):
    assert browser_and_system(user_agent) == words


@given(st.text())
def test_whatever_a_browser_calls_itself_the_words_are_ours(user_agent):
    name, system = browser_and_system(user_agent)
    assert not {name, system} & {"Mozilla", "Gecko"}
    assert len(name) < 20
    assert len(system) < 20
