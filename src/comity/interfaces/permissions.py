"""What a permission rests on, for whoever words it: pages, API and command line alike."""

from comity.kernel.rulings import Ground, Permission


def instrument_of(permission: Permission) -> str:
    """Return the short title of the agreement as its grounds name it; else its reference."""
    named = (dict(ground.facts) for ground in permission.grounds)
    found = (
        facts["instrument"]
        for facts in named
        if facts.get("reference") == permission.under and "instrument" in facts
    )
    return next(found, permission.under)


def lacks_article(permission: Permission) -> bool:
    """Tell whether the treaty desk settled the carrying term without naming its article.

    The permission then names the matter in the article's place, which reads as an article only to
    a program.
    """
    return any(_stands_for_article(ground, permission.article) for ground in permission.grounds)


def _stands_for_article(ground: Ground, article: str) -> bool:
    return ground.code == "covered_settled" and dict(ground.facts).get("term") == article
