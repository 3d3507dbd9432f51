"""Tables of the people of one node."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from comity.kernel.rulings import Role
from comity.officers.duties import RECORD_ABSENCE
from comity.officers.terms import Viewer


class Administration(models.Model):
    """A customs administration: this node's own, one row."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An agency of the administration; every item belongs to one."""

    administration = models.ForeignKey(
        Administration, on_delete=models.PROTECT, related_name="agencies"
    )
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class OfficerManager(BaseUserManager["Officer"]):
    """Finds officers by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Officer":
        """Return the officer of that name; Django's sign-in asks for this."""
        return self.get(username=username)


class Officer(AbstractBaseUser):
    """A person who may sign in; what they may do follows from their appointments."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="en")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officers")
    is_active = models.BooleanField(default=True)
    # When somebody else set the password; empty once the officer has chosen one.
    password_given_at = models.DateTimeField(null=True)
    # Up to when the officer has seen what was done to the account; empty before the first sign-in.
    told_until = models.DateTimeField(null=True)

    objects: ClassVar[OfficerManager] = OfficerManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def as_viewer(self) -> Viewer:
        """Return this officer as policies see one; a struck-off officer holds no office."""
        roles = (Role(a.role) for a in self.appointments.all()) if self.is_active else ()
        return Viewer(self.pk, self.name, self.agency.code, frozenset(roles))


class Card(models.Model):
    """The smart card of an officer, as the proxy names its holder."""

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, related_name="card")
    holder = models.CharField(max_length=300, unique=True)

    def __str__(self) -> str:
        return self.holder


class Appointment(models.Model):
    """One office held by one officer."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=40, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "role"], name="one_appointment_a_role"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.role}"


class Absences(models.QuerySet["Absence"]):
    """Absences, and who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those that `viewer` may see: one's own, on either side; administrators all.

        Where somebody is, and who may act for them, is nobody else's business.
        """
        found = self.select_related("officer__agency", "deputy")
        if viewer.holds(*RECORD_ABSENCE.roles):
            return found
        person = viewer.officer_id
        return found.filter(models.Q(officer_id=person) | models.Q(deputy_id=person))

    def on_any(self, days: tuple[date, date]) -> Self:
        """Return those that were not ended and take in any of the days, first and last told."""
        return self.filter(ended_at=None, since_on__lte=days[1], until_on__gte=days[0])

    def of(self, officer: Officer, days: tuple[date, date]) -> Self:
        """Return those of an officer on any of the days."""
        return self.on_any(days).filter(officer=officer)


class Absence(models.Model):
    """An officer's absence from day to day, and who stands in with which offices meanwhile."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField()
    # The last day: nothing has to be done for it to end.
    until_on = models.DateField()
    roles = models.JSONField()
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = Absences.as_manager()

    class Meta:
        """What must never be stored."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("since_on")),
                name="absence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(deputy=models.F("officer")), name="nobody_is_their_own_deputy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.since_on} to {self.until_on}"

    @property
    def offices(self) -> frozenset[Role]:
        """The offices handed over."""
        return frozenset(Role(role) for role in self.roles)
