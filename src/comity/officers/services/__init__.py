"""Acts on the people of a node, and on how they sign in."""

from comity.officers.services.absences import end_absence, record_absence
from comity.officers.services.appointments import (
    appoint_newcomer,
    change_name,
    change_offices,
    give_first_password,
)
from comity.officers.services.cards import give_card, record_card_refused, take_card
from comity.officers.services.changes import put_changes_away, record_new_browser
from comity.officers.services.factors import (
    demand_factor_may_go,
    end_factors,
    record_factor_added,
    record_factor_removed,
    record_recovery_code_used,
    record_recovery_codes_made,
)
from comity.officers.services.machines import (
    admit_machine,
    end_machine,
    end_programs,
    give_program_token,
    know_command_line,
    record_program_let_in,
)
from comity.officers.services.passwords import choose_password, set_password
from comity.officers.services.people import (
    appoint,
    demand_fresh_sign_in,
    found_administration,
    strike_off,
)
from comity.officers.services.provider import link_to_provider, unlink_from_provider
from comity.officers.services.sessions import (
    close_sessions,
    end_session,
    end_sessions,
    follow_session,
)
from comity.officers.services.transfers import change_agency

__all__ = [
    "admit_machine",
    "appoint",
    "appoint_newcomer",
    "change_agency",
    "change_name",
    "change_offices",
    "choose_password",
    "close_sessions",
    "demand_factor_may_go",
    "demand_fresh_sign_in",
    "end_absence",
    "end_factors",
    "end_machine",
    "end_programs",
    "end_session",
    "end_sessions",
    "follow_session",
    "found_administration",
    "give_card",
    "give_first_password",
    "give_program_token",
    "know_command_line",
    "link_to_provider",
    "put_changes_away",
    "record_absence",
    "record_card_refused",
    "record_factor_added",
    "record_factor_removed",
    "record_new_browser",
    "record_program_let_in",
    "record_recovery_code_used",
    "record_recovery_codes_made",
    "set_password",
    "strike_off",
    "take_card",
    "unlink_from_provider",
]
