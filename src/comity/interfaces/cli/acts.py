"""Verbs that do at a node what its pages do, over the REST API: no Django is loaded.

Where each stands; a module is imported when one of its verbs is named.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_CLI: Final = "comity.interfaces.cli"

ACTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Of no node at all: an auditor's own machine has neither database nor network.
        "verify-export": f"{_CLI}.verify_export:verify_export",
        "search": f"{_CLI}.finding:search",
        "links": f"{_CLI}.records:links",
        "sign-in": f"{_CLI}.signing_in:sign_in",
        "sign-out": f"{_CLI}.signing_in:sign_out",
        "who-am-i": f"{_CLI}.records:who_am_i",
        "health": f"{_CLI}.watching:health",
        "doctor": f"{_CLI}.watching:doctor",
        # Not of a node: read from the catalogues that are installed.
        "languages": f"{_CLI}.languages:languages",
        "assistance": f"{_CLI}.kinds:assistance_app",
        "request": f"{_CLI}.cases:request_app",
        "exhibit": f"{_CLI}.exhibits:exhibit_app",
        "letter": f"{_CLI}.letters:letter_app",
        "address": f"{_CLI}.posting:address_app",
        "competent-body": f"{_CLI}.competence:bodies_app",
        "clock": f"{_CLI}.clocks:clock_app",
        "task": f"{_CLI}.tasks:task_app",
        "oral": f"{_CLI}.urgent:oral_app",
        "duty-release": f"{_CLI}.urgent:alone_app",
        "part": f"{_CLI}.parts:part_app",
        "information": f"{_CLI}.information:information_app",
        "consultation": f"{_CLI}.consulting:consultation_app",
        "inbox": f"{_CLI}.signing_in:inbox_app",
        "record": f"{_CLI}.cases:record_app",
        "link": f"{_CLI}.links:link_app",
        "epoch": f"{_CLI}.epochs:epoch_app",
        "recover": f"{_CLI}.epochs:recover",
        "keys": f"{_CLI}.own_keys:keys_app",
        "terms": f"{_CLI}.terms:terms_app",
        "own-law": f"{_CLI}.own_law:own_law_app",
        "data-transfer": f"{_CLI}.data_transfers:transfers_app",
        "retention": f"{_CLI}.retention:retention_app",
        "subject-request": f"{_CLI}.access:subject_app",
        "access-consultation": f"{_CLI}.access:hearing_app",
        "personal-data": f"{_CLI}.personal_data:data_app",
        "deconfliction": f"{_CLI}.same_matter:hits_app",
        "statistics": f"{_CLI}.statistics:statistics_app",
        "practice": f"{_CLI}.practices:practice_app",
        "folder": f"{_CLI}.investigations:folder_app",
        "absence": f"{_CLI}.deputies:absence_app",
        "caseload": f"{_CLI}.imports:caseload_app",
        "joining": f"{_CLI}.joining:joining_app",
    }
)
