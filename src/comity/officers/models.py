"""Tables of the people of one node."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from comity.kernel.rulings import Role
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
