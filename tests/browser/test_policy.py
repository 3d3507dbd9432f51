"""That a page would be heard if it broke its own policy: every page is listened to for that."""

import pytest

from tests.browser.conftest import Officer

BREACHES = {
    "script": "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
    "style": "document.body.setAttribute('style', 'color: red')",
    "picture": "document.body.append(Object.assign(new Image(), {src: 'https://else.example/x'}))",
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_of_the_policy_is_refused_and_reported(officer: Officer, breach: str) -> None:
    page = officer("")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/accounts/login/")
    assert said == []
    page.evaluate(BREACHES[breach])
    page.wait_for_timeout(50)
    assert any("Content Security Policy" in text for text in said)
