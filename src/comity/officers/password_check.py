"""The house's own looks at a chosen password, as Django's validators."""

from collections.abc import Iterator

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from comity.kernel.countries import COUNTRIES
from comity.officers.models import Officer
from comity.officers.passwords import problems_in
from comity.officers.queries import own_administration

_TRIED_AT_ANY_NODE = "comity customs administration password"


class CommonPasswords(CommonPasswordValidator):
    """Refuse the twenty thousand passwords that Django knows as common, and two of them joined.

    Few of them are long enough to be chosen here, and two in a row are what people make of that.
    """

    def validate(self, password: str, user: Officer | None = None) -> None:
        """Refuse a common password; marks between two of them make it no rarer."""
        super().validate(password, user)
        told = "".join(character for character in password.casefold() if character.isalnum())
        if any(self.passwords.issuperset(parts) for parts in _in_two(told)):
            raise ValidationError("common", "password_too_common")


class KnownWords:
    """Refuse what is too long, repeats itself, or is made of what anybody would try first."""

    def validate(self, password: str, user: Officer) -> None:
        """Refuse a password of `user`; the codes are those of the package's sentences."""
        own = own_administration()
        known = (
            *(_TRIED_AT_ANY_NODE, own.name, COUNTRIES.get(own.code, "")),
            *(user.username, user.name, user.agency.name, user.agency.code),
        )
        wrong = [ValidationError(code, code) for code in problems_in(password, known_words=known)]
        if wrong:
            raise ValidationError(wrong)


def _in_two(told: str) -> Iterator[tuple[str, ...]]:
    yield (told,)
    for at in range(1, len(told)):
        yield told[:at], told[at:]
