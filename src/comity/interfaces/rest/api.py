"""The API as `node` mounts it: doors, problems, and the rooms behind them."""

from comity.interfaces.rest import (
    absences,
    access,
    access_hearing,
    afterwords,
    clocks,
    codes,
    competence,
    consulting,
    counts,
    data_transfers,
    delivery,
    enquiries,
    epochs,
    exhibits,
    finding,
    finding_more,
    imports,
    information,
    investigations,
    joining,
    kinds,
    law,
    letters,
    links,
    markings,
    media,
    node,
    notices,
    openings,
    own_keys,
    own_law,
    parts,
    personal_data,
    posting,
    practices,
    records,
    register,
    replies,
    requests,
    retention,
    rulings,
    same_matter,
    sharing,
    standing,
    statistics,
    tasks,
    terms,
    translations,
    turns,
    urgent,
)
from comity.interfaces.rest.document import DescribedAPI
from comity.interfaces.rest.doors import BearerAuth, CookieAuth, StrictParser, TokenAuth
from comity.interfaces.rest.problems import tell_problems

DESCRIPTION = """
The same acts as the pages. Sign in with `POST /_allauth/app/v1/auth/login`; the answer's
`meta.session_token` goes into the header `X-Session-Token`. What lets something leave the house
asks for `POST /_allauth/app/v1/auth/reauthenticate` first. Machines and the command
line bring an OAuth 2.0 token instead (`POST /identity/token`), in the header `Authorization`; no
token counts as a fresh sign-in. A deputy names the absent officer, percent-encoded, in the header
`Comity-For`; the act is then recorded for both. Every error is a problem (RFC 9457)
with a stable `code`.
"""

api = DescribedAPI(
    title="Comity",
    version="1",
    description=DESCRIPTION,
    auth=[TokenAuth(), BearerAuth(), CookieAuth()],
    parser=StrictParser(),
    urls_namespace="rest",
)
tell_problems(api)
api.add_router("", node.router)
api.add_router("", links.router)
api.add_router("", epochs.router)
api.add_router("", media.router)
api.add_router("", own_keys.router)
api.add_router("", notices.router)
api.add_router("", openings.router)
api.add_router("", records.router)
api.add_router("", personal_data.router)
api.add_router("", data_transfers.router)
api.add_router("", retention.router)
api.add_router("", access.router)
api.add_router("", access_hearing.router)
api.add_router("", requests.router)
api.add_router("", turns.router)
api.add_router("", practices.router)
api.add_router("", investigations.router)
api.add_router("", clocks.router)
api.add_router("", afterwords.router)
api.add_router("", markings.router)
api.add_router("", replies.router)
api.add_router("", delivery.router)
api.add_router("", information.router)
api.add_router("", standing.router)
api.add_router("", competence.router)
api.add_router("", consulting.router)
api.add_router("", enquiries.router)
api.add_router("", tasks.router)
api.add_router("", urgent.router)
api.add_router("", parts.router)
api.add_router("", same_matter.router)
api.add_router("", letters.router)
api.add_router("", posting.router)
api.add_router("", finding.router)
api.add_router("", finding_more.router)
api.add_router("", imports.router)
api.add_router("", joining.router)
api.add_router("", translations.router)
api.add_router("", exhibits.router)
# Before the law: its reading of one agreement takes any path that is left.
api.add_router("", register.router)
api.add_router("", counts.router)
api.add_router("", codes.router)
api.add_router("", kinds.router)
api.add_router("", rulings.router)
api.add_router("", law.router)
api.add_router("", terms.router)
api.add_router("", own_law.router)
api.add_router("", sharing.router)
api.add_router("", statistics.router)
api.add_router("", absences.router)
