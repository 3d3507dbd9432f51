"""Who takes part in the demonstration: three administrations and their officers."""

from dataclasses import dataclass

from comity.kernel.rulings import Role

PASSWORD = "calm-harbour-31"  # noqa: S105  printed for everyone who runs the demonstration


@dataclass(frozen=True, slots=True)
class Person:
    """An officer of the demonstration."""

    username: str
    name: str
    agency: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """One node of the demonstration."""

    country: str
    administration: str
    agencies: tuple[tuple[str, str], ...]
    people: tuple[Person, ...]
    offset: int

    @property
    def name(self) -> str:
        """The folder and host name of the node, such as `us`."""
        return self.country.lower()


US = Cast(
    country="US",
    administration="United States customs administration",
    agencies=(
        ("CBP", "U.S. Customs and Border Protection"),
        ("ICE", "U.S. Immigration and Customs Enforcement"),
    ),
    people=(
        Person("j.alvarez", "Julia Alvarez", "CBP", (Role.REQUEST_OFFICER,)),
        Person("m.chen", "Marcus Chen", "CBP", (Role.APPROVER, Role.CENTRAL_UNIT)),
        Person("d.reyes", "Dana Reyes", "ICE", (Role.INVESTIGATOR, Role.REQUEST_OFFICER)),
        Person("t.brooks", "Tessa Brooks", "CBP", (Role.TREATY_DESK,)),
        Person("l.grant", "Louise Grant", "CBP", (Role.TREATY_DESK,)),
        Person("a.hale", "Aaron Hale", "CBP", (Role.AUDITOR,)),
        Person("p.singh", "Priya Singh", "CBP", (Role.DATA_PROTECTION_OFFICER,)),
        Person("n.okafor", "Nora Okafor", "CBP", (Role.NODE_ADMINISTRATOR,)),
        Person("r.dunn", "Robert Dunn", "ICE", (Role.NODE_ADMINISTRATOR, Role.ATTACHE)),
        Person("e.park", "Ellen Park", "CBP", (Role.AEO_MANAGER,)),
    ),
    offset=0,
)
UA = Cast(
    country="UA",
    administration="State Customs Service of Ukraine",
    agencies=(("SCS", "State Customs Service of Ukraine"),),
    people=(
        Person("o.kovalenko", "Олена Коваленко", "SCS", (Role.CENTRAL_UNIT,)),
        Person("i.bondar", "Ігор Бондар", "SCS", (Role.REQUEST_OFFICER,)),
        Person("n.shevchenko", "Наталія Шевченко", "SCS", (Role.APPROVER,)),
        Person("v.melnyk", "Віктор Мельник", "SCS", (Role.TREATY_DESK,)),
        Person("k.lysenko", "Катерина Лисенко", "SCS", (Role.TREATY_DESK,)),
        Person("l.tkach", "Людмила Ткач", "SCS", (Role.AUDITOR, Role.DATA_PROTECTION_OFFICER)),
        Person("s.koval", "Сергій Коваль", "SCS", (Role.NODE_ADMINISTRATOR,)),
        Person("y.rudenko", "Юлія Руденко", "SCS", (Role.NODE_ADMINISTRATOR,)),
    ),
    offset=1,
)
KE = Cast(
    country="KE",
    administration="Kenya Revenue Authority",
    agencies=(("KRA", "Kenya Revenue Authority, Customs and Border Control"),),
    people=(
        Person("w.kamau", "Wanjiru Kamau", "KRA", (Role.CENTRAL_UNIT, Role.REQUEST_OFFICER)),
        Person("b.mwangi", "Brian Mwangi", "KRA", (Role.APPROVER,)),
        Person("a.otieno", "Achieng Otieno", "KRA", (Role.TREATY_DESK,)),
        Person("j.wafula", "Joseph Wafula", "KRA", (Role.TREATY_DESK,)),
        Person("f.njeri", "Faith Njeri", "KRA", (Role.AUDITOR,)),
        Person("k.barasa", "Kevin Barasa", "KRA", (Role.NODE_ADMINISTRATOR,)),
        Person("g.achieng", "Grace Achieng", "KRA", (Role.NODE_ADMINISTRATOR,)),
    ),
    offset=2,
)
NODES = (US, UA, KE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one node of the demonstration answers."""

    cast: Cast
    officers_port: int
    partners_port: int

    @property
    def host(self) -> str:
        """A name of its own for each node, so that cookies of one never reach another."""
        return f"{self.cast.name}.localhost"

    @property
    def address(self) -> str:
        """The officers' door."""
        return f"http://{self.host}:{self.officers_port}"


def places(base_port: int) -> tuple[Place, ...]:
    """Return the places of the three nodes: officers' ports first, partners' ports after."""
    return tuple(
        Place(cast, base_port + cast.offset, base_port + len(NODES) + cast.offset) for cast in NODES
    )
