"""What is anticipated to go wrong with instructions, assurances and breaches."""

from comity.kernel.errors import ComityError, NotAllowedError


class SecondOfficerNeededError(NotAllowedError):
    """The same officer did the first half of what two must do."""

    code = "second_officer_needed"


class InstructionStepNotAllowedError(ComityError):
    """Where the instruction stands, this cannot be done with it."""

    code = "instruction_step_not_allowed"


class AssuranceWithdrawnError(ComityError):
    """The assurance was withdrawn before."""

    code = "assurance_withdrawn"


class BreachStepNotAllowedError(ComityError):
    """Where the breach stands, this cannot be done about it."""

    code = "breach_step_not_allowed"
