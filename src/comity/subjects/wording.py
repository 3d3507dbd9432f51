"""The sentence of every code of this package, and the names of its words."""

from collections.abc import Mapping

from comity.kernel.wording import N_
from comity.subjects.terms import Scheme

_DOUBTS: Mapping[str, str] = {
    "number_too_long": N_("No such number is longer than {longest} characters."),
    "hidden_in_number": N_(
        "This holds characters that cannot be seen or that turn the direction of writing; type it"
        " again."
    ),
    "check_digit": N_("The last digit should be {expected}: something may be mistyped."),
    "check_digits": N_("The check digits do not fit: something may be mistyped."),
    "imo_form": N_("The IMO number of a ship has seven digits."),
    "mmsi_form": N_("The MMSI of a station has nine digits."),
    "mmsi_no_ship": N_("The MMSI of a ship begins with 2 to 7."),
    "call_sign_form": N_("A call sign has three to seven letters and digits."),
    "container_form": N_("A container number has four letters and seven digits."),
    "container_category": N_(
        "The fourth letter of a container number is U, J, Z or R, not {letter}."
    ),
    "vin_form": N_(
        "A vehicle identification number has 17 letters and digits, without I, O and Q."
    ),
    "vin_check_digit": N_(
        "The ninth character should be {expected}. Only vehicles made for North America must have"
        " it so."
    ),
    "mrn_form": N_(
        "An MRN has 18 characters: two digits of the year, two letters of the country, then letters"
        " and digits."
    ),
    "country_of_number": N_("No country has the letters {letters}."),
    "hs_form": N_("A code of the Harmonized System has 2, 4, 6, 8 or 10 digits."),
    "hs_chapter": N_("The Harmonized System has no chapter {chapter}."),
    "hs_reserved": N_("Chapter 77 of the Harmonized System is reserved: no goods stand there."),
    "hs_national": N_("Chapters 98 and 99 are national: another tariff has other goods there."),
    "trader_form": N_(
        "A trader's number begins with the two letters of a country; up to 15 letters and digits"
        " follow."
    ),
    "lei_form": N_("An LEI has 18 letters and digits, then two digits."),
    "iban_form": N_("An IBAN has two letters, two digits, then letters and digits."),
    "iban_country": N_("No IBAN is known that begins with {letters}."),
    "iban_length": N_("An IBAN of this country has {expected} characters, not {length}."),
    "mrz_form": N_(
        "The machine-readable lines have 44 or 36 characters each in two lines, or 30 in three."
    ),
    "mrz_check_digit": N_("The check digit at place {place} does not fit."),
    "no_country_of_code": N_("There is no country of this code."),
    "phone_form": N_(
        "A number that can be called from abroad begins with + and the country's code, and has 15"
        " digits at most."
    ),
}

_FAULTS: Mapping[str, str] = {
    "code_lists_refused": N_("The code lists are refused, {count} faults. The first: {first}"),
    "code_list_not_found": N_("There is no code list of this name: {name}."),
    "no_code_lists": N_("There is no code list here."),
    "list_file_name": N_("The file must be named {name}."),
    "list_name_malformed": N_("Write it in small letters and digits, parted by hyphens: {value}"),
    "code_malformed": N_(
        "A code is 1 to 40 letters, digits, points, hyphens and underscores: {value}"
    ),
    "code_twice": N_("The code {value} stands in this list already."),
    "versions_overlap": N_("On some days version {other} of this list holds as well."),
    "no_such_list": N_("There is no code list {name} on all of these days."),
    "no_such_code": N_("The list {name} has no code {value} in its version {version}."),
    "parents_go_round": N_("The parents of {value} go round in a circle."),
}

SENTENCES: Mapping[str, str] = {**_DOUBTS, **_FAULTS}

# In the reference and on the command line, which speak English.
SCHEME_NAMES: Mapping[Scheme, str] = {
    Scheme.IMO: "IMO number of a ship",
    Scheme.MMSI: "MMSI of a ship",
    Scheme.CALL_SIGN: "call sign",
    Scheme.CONTAINER: "container number",
    Scheme.VIN: "vehicle identification number",
    Scheme.MRN: "MRN of a declaration",
    Scheme.HS: "code of the Harmonized System",
    Scheme.TRADER: "trader's number (EORI, TIN)",
    Scheme.LEI: "LEI of a company",
    Scheme.IBAN: "IBAN of an account",
    Scheme.TRAVEL_DOCUMENT: "machine-readable lines of a travel document",
    Scheme.COUNTRY: "country code",
    Scheme.PHONE: "telephone number",
}
