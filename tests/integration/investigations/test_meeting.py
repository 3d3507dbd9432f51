"""Two who release one item at once: it leaves once."""

import pytest

from comity.exchange.models import Outbound
from comity.investigations import services
from comity.investigations.models import Item
from comity.investigations.terms import NobodyReachedError
from tests.integration.assistance.scene import Scene
from tests.integration.investigations.three import Three, all_in, three_of
from tests.integration.meeting import meet

pytestmark = pytest.mark.django_db(transaction=True)


def let_go(three: Three, item: Item, who: str) -> None:
    services.release_item(
        item.pk, version=item.version, officer=three.scene.officer(who), **three.afresh
    )


def test_an_item_leaves_once_however_many_release_it(scene: Scene) -> None:
    three = three_of(scene)
    all_in(three)
    item = three.write()
    refused: list[str] = []

    def second() -> None:
        try:
            let_go(three, item, "c.unit")
        except NobodyReachedError as error:
            refused.append(error.code)

    meet(lambda: let_go(three, item, "m.chen"), second)
    assert refused == [NobodyReachedError.code]
    assert Outbound.objects.filter(type="investigation.item").count() == 2
