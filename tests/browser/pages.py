"""Every page an officer can come to, and who looks at it; checks walk this list."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.node import Node


@dataclass(frozen=True)
class Visit:
    """A page: whose, and where; {names} are cases of the node."""

    name: str
    officer: str
    path: str
    status: int = 200

    def __str__(self) -> str:
        return self.name

    def go(self, page: Page, node: Node) -> None:
        """Open the page, and see that it is the one that was meant."""
        answer = page.goto(self.path.format(**node.places))
        assert answer is not None
        assert answer.status == self.status, f"{answer.status} at {page.url}"


VISITS = (
    Visit("sign-in", "", "/accounts/login/"),
    Visit("sign-out", "j.alvarez", "/accounts/logout/"),
    Visit("confirm", "m.chen", "/accounts/reauthenticate/"),
    Visit("inbox", "j.alvarez", "/"),
    Visit("inbox-to-approve", "m.chen", "/?tab=to_approve"),
    Visit("inbox-empty", "e.park", "/"),
    Visit("requests", "j.alvarez", "/requests/"),
    Visit("requests-none", "j.alvarez", "/requests/?search=nothing-of-the-kind"),
    Visit("request-new", "j.alvarez", "/requests/new/"),
    Visit("request-edit", "j.alvarez", "/requests/{draft}/edit/?check=1"),
    Visit("request-edit-referred", "j.alvarez", "/requests/{kenya}/edit/"),
    Visit("request-draft", "j.alvarez", "/requests/{draft}/"),
    Visit("request-submitted", "j.alvarez", "/requests/{submitted}/"),
    Visit("request-delivered", "j.alvarez", "/requests/{delivered}/"),
    Visit("request-accepted", "j.alvarez", "/requests/{accepted}/"),
    Visit("request-refused", "j.alvarez", "/requests/{refused}/"),
    Visit("request-answered", "j.alvarez", "/requests/{answered}/"),
    Visit("request-opened", "j.alvarez", "/requests/{opened}/"),
    Visit("request-incoming", "m.chen", "/requests/{incoming}/"),
    Visit("approve", "m.chen", "/requests/{submitted}/approve/"),
    Visit("accept", "m.chen", "/requests/{incoming}/accept/"),
    Visit("refuse", "m.chen", "/requests/{incoming}/refuse/"),
    Visit("answer", "j.alvarez", "/requests/{incoming_allocated}/answer/?check=1"),
    Visit("release", "m.chen", "/requests/{incoming_drafted}/release/"),
    Visit("use", "j.alvarez", "/requests/{opened}/use/"),
    Visit("exhibit", "j.alvarez", "/requests/{opened}/exhibits/{exhibit}/"),
    Visit("agreements", "j.alvarez", "/agreements/"),
    Visit("agreements-none", "j.alvarez", "/agreements/?words=nothing-of-the-kind"),
    Visit("agreement", "j.alvarez", "/agreements/us-ua-2016/"),
    Visit("agreement-settle", "t.brooks", "/agreements/us-ke-2014/"),
    Visit("agreement-many-parties", "j.alvarez", "/agreements/wto-tfa/"),
    Visit(
        "may",
        "j.alvarez",
        "/agreements/may/?requesting=UA&requested=KE&kind=special-surveillance&on=2026-11-21",
    ),
    Visit("may-wrong", "j.alvarez", "/agreements/may/?requesting=&requested=&kind=&on=yesterday"),
    Visit("records", "a.hale", "/records/"),
    Visit("records-about", "a.hale", "/records/?about={opened}"),
    Visit("links", "n.okafor", "/links/"),
    Visit("not-there", "j.alvarez", "/requests/US-UA-2026-99999/", 404),
    Visit("not-allowed", "a.hale", "/requests/new/", 403),
)
