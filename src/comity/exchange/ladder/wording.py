"""The sentence of every finding on the ladder: the cause, and who must do what."""

from collections.abc import Mapping

from comity.exchange.ladder.rungs import Rung
from comity.kernel.checks import Side, Tone
from comity.kernel.wording import N_

_LINK: Mapping[str, str] = {
    "ladder_not_tried": N_("Not tried: what it stands on is broken. Mend that first."),
    "ladder_link_confirmed": N_("Two officers compared the link's number."),
    "ladder_link_not_compared": N_(
        "Nobody has compared the number of this link yet, so nothing of {partner} is trusted. Two"
        " officers here compare it with the partner by telephone and confirm it: {number}"
    ),
    "ladder_link_half_compared": N_(
        "One officer has compared the number of this link. A second officer here compares it too"
        " and confirms it: {number}"
    ),
    "ladder_link_suspended": N_(
        "The link to {partner} is suspended here ({reason}). Messages wait. The treaty desk, the"
        " central unit or a node administrator here resumes it once the reason has gone."
    ),
    "ladder_key_revoked": N_(
        "The keys of {partner} were revoked here ({reason}): whatever they sign counts for"
        " nothing, and nobody is called. Speak to the partner by telephone or letter, and use"
        " letters until both nodes have made new keys and two officers have compared the number"
        " of the new link."
    ),
}

_WAY: Mapping[str, str] = {
    "ladder_name_found": N_("The name {host} leads to {addresses}."),
    "ladder_name_unknown": N_(
        "The name {host} cannot be resolved ({reason}). Here the administrator tries other names:"
        " if none is resolved, this machine's name server is at fault. If others are, the"
        " administrator at {partner} puts the name back into DNS."
    ),
    "ladder_port_open": N_("Port {port} of {host} is open."),
    "ladder_port_closed": N_(
        "Nothing listens at port {port} of {host} ({reason}). The administrator at {partner}"
        " starts the node, or opens the port to it."
    ),
    "ladder_port_silent": N_(
        "Port {port} of {host} does not answer at all ({reason}): a firewall drops the call. The"
        " administrators of both sides let this node's address through to it."
    ),
    "ladder_tls_made": N_("A connection by TLS 1.3 can be made."),
    "ladder_tls_refused": N_(
        "No connection by TLS 1.3 can be made ({reason}). The administrator at {partner} looks"
        " whether the node's door itself stands there, and no proxy with older TLS before it."
    ),
    "ladder_certificate_name_fits": N_("The certificate is for {host}, or pinned as it is."),
    "ladder_certificate_of_another_name": N_(
        "Who answers at {host} shows a certificate of another name ({shown}): another machine"
        " stands there. The administrator at {partner} corrects the address in DNS or the proxy,"
        " so that the node's own door answers."
    ),
    "ladder_certificate_valid": N_("The certificate is valid until {ends}."),
    "ladder_certificate_ends_soon": N_(
        "The certificate of {partner} ends on {ends}. The administrator there makes a new one and"
        " sends a new descriptor; two officers compare the number of the link again."
    ),
    "ladder_certificate_expired": N_(
        "The certificate of {partner} expired on {ends}. The administrator there makes a new one"
        " and sends a new descriptor; two officers compare the number of the link again."
    ),
    "ladder_certificate_not_yet": N_(
        "The certificate of {partner} is valid only from {begins}, and here it is {now}. Either"
        " this node's clock is slow, which the administrator here looks at first, or the partner"
        " made it on a machine whose clock is fast."
    ),
    "ladder_certificate_pinned": N_("It is the certificate that the descriptor of {partner} pins."),
    "ladder_certificate_vouched": N_(
        "The authority in the descriptor of {partner} vouches for it."
    ),
    "ladder_certificate_not_pinned": N_(
        "The door at {host} shows another certificate than the descriptor of {partner} pins;"
        " nothing was sent. If the partner renewed it, its administrator sends the new descriptor"
        " and two officers compare the number again. If not, somebody stands between."
    ),
    "ladder_certificate_not_vouched": N_(
        "The authority in the descriptor of {partner} does not vouch for the certificate shown"
        " ({reason}); nothing was sent. The administrator there has the certificate made by that"
        " authority, or sends a new descriptor."
    ),
}

_DOOR: Mapping[str, str] = {
    "ladder_door_answers": N_("The door of {partner} answers as a Comity node."),
    "ladder_door_silent": N_(
        "The door of {partner} takes the connection and does not answer ({reason}). The"
        " administrator there looks at the log of the partners' door and starts it again."
    ),
    "ladder_door_not_comity": N_(
        "What answers at the address of {partner} is not the door of a Comity node. The"
        " administrator there looks which program or proxy listens at that port."
    ),
    "ladder_door_failing": N_(
        "The door of {partner} answers that it cannot work now. The administrator there finds the"
        " cause in the log of the partners' door."
    ),
    "ladder_disk_full_there": N_(
        "The node of {partner} cannot write: its disk is full or read-only. The administrator"
        " there makes room; what waits here then leaves by itself."
    ),
    "ladder_clock_agrees": N_("The clocks agree: {there} there, {here} here."),
    "ladder_clock_not_told": N_("The door does not tell what time it is there."),
    "ladder_clock_skewed": N_(
        "The clocks are {minutes} minutes apart: {there} at {partner}, {here} here. Each"
        " administrator compares the machine with a time service and sets right the one that is"
        " wrong (timedatectl, chronyc tracking)."
    ),
    "ladder_protocol_shared": N_("Both nodes speak {protocol}."),
    "ladder_partner_too_old": N_(
        "The node of {partner} is too old: it speaks {found}, this node {expected}. The"
        " administrator there updates it."
    ),
    "ladder_own_protocol_too_old": N_(
        "This node is too old: {partner} speaks {found}, this node {expected}. The administrator"
        " here updates it."
    ),
    "ladder_keys_pinned": N_("The keys of {partner} are those that were compared."),
    "ladder_descriptor_newer": N_(
        "{partner} has a newer descriptor with the same keys. Ask for the file, so that name,"
        " agencies and address here are right."
    ),
    "ladder_keys_differ": N_(
        "The door of {partner} names other keys than were compared ({keys}). Nothing is sent to"
        " them. Telephone the partner: if its keys were made anew, both sides compare the number"
        " of a new link; if not, somebody stands between."
    ),
    "ladder_door_of_another": N_(
        "The node that answers at the address of {partner} is that of {shown}. The administrators"
        " compare the address in the descriptor with DNS and proxies."
    ),
    "ladder_state_told": N_("{partner} holds {size} messages of this node, in the same order."),
    "ladder_state_not_told": N_(
        "{partner} did not say how far it holds what was sent. The administrator there finds the"
        " cause in the log of the partners' door."
    ),
    "ladder_link_unknown_there": N_(
        "The node of {partner} does not know this node's link: two officers there have not"
        " confirmed it, or it was revoked there. Telephone the partner; its officers compare the"
        " number and confirm, or say why they revoked."
    ),
    "ladder_link_suspended_there": N_(
        "{partner} has suspended the link on its side. Ask its central unit why; an officer there"
        " resumes it."
    ),
    "ladder_own_keys_refused": N_(
        "The node of {partner} does not take this node's signature: it has compared other keys"
        " than this node signs with. The administrator here looks whether the keystore is the"
        " right one; if the keys were made anew, both sides compare the number of a new link."
    ),
    "ladder_other_descriptors_there": N_(
        "{partner} made the link with other descriptors than this node. Both sides exchange their"
        " newest descriptors and compare the number again."
    ),
    "ladder_receipt_not_theirs": N_(
        "The receipt that came from {partner} is not signed by the keys that were compared."
        " Telephone the partner: either its keystore was exchanged, or somebody stands between."
    ),
    "ladder_histories_differ": N_(
        "This node and {partner} do not hold the same messages. Nothing is sent before the"
        " administrators of both sides have compared what each holds and opened a new epoch."
    ),
    "ladder_refused_there": N_(
        "The door of {partner} refuses what this node sends. The administrators of both sides"
        " look at the cause together."
    ),
}

_LAW: Mapping[str, str] = {
    "ladder_agreement_binds": N_("In force between the two today: {instrument}."),
    "ladder_one_agreement_suspended": N_(
        "Suspended by the register: {instrument}. Requests under it are refused; others go on"
        " under: {other}. The treaty desk records when it is resumed."
    ),
    "ladder_agreement_suspended": N_(
        "By the register the agreement with {partner} is suspended today: {instrument}. Nothing"
        " can be sent under it. The treaty desk asks the partner's, and records when it is"
        " resumed."
    ),
    "ladder_agreement_ended": N_(
        "By the register the agreement with {partner} has ended: {instrument}. Nothing can be"
        " sent under it. The treaty desk records what has followed it, if anything has."
    ),
    "ladder_agreement_not_recorded": N_(
        "The register does not record whether the agreement with {partner} is in force:"
        " {instrument}. The treaty desk settles it."
    ),
    "ladder_agreement_not_in_force": N_(
        "The agreement with {partner} is not in force yet: {instrument}. The treaty desk records"
        " its entry into force."
    ),
    "ladder_no_agreement": N_(
        "The register holds no agreement on assistance with {partner}. The treaty desk enters it,"
        " or only courtesy requests can be sent."
    ),
}

_DESK: Mapping[str, str] = {
    "ladder_channel_open": N_("The channel to {partner} is open."),
    "ladder_channel_halted": N_(
        "The channel to {partner} stands still: nothing more is signed on it. The administrators"
        " of both sides compare what each holds and open a new epoch."
    ),
    "ladder_delivery_goes_on": N_("The last parcel to {partner} met nothing."),
    "ladder_delivery_failed": N_(
        "The last parcel to {partner} failed ({when}). It is tried again by itself, at least"
        " every minute; if every rung before this one is whole, it has passed."
    ),
    "ladder_queue_empty": N_("Nothing waits for {partner}."),
    "ladder_queue_moves": N_("{count} messages wait for {partner}, the oldest since {since}."),
    "ladder_queue_old": N_(
        "{count} messages wait for {partner}, the oldest since {since}. Mend the first broken"
        " rung of this ladder; they then leave by themselves, in order."
    ),
    "ladder_queue_full": N_(
        "The queue for {partner} is full: {count} messages wait ({limit} are allowed for), the"
        " oldest since {since}. Mend the first broken rung of this ladder; if none is broken,"
        " the administrator here looks at the worker's log. Urgent matters go by letter."
    ),
    "ladder_nothing_set_aside": N_("No message of {partner} is set aside."),
    "ladder_set_aside": N_(
        "Messages of {partner} could not be taken up here: {count} are set aside, and {behind}"
        " wait behind them, since {since}. The page Links names the cause of each; when it is"
        " mended, the node administrator here has them taken up again."
    ),
    "ladder_no_receipt_yet": N_("Nothing was sent to {partner} yet, so there is no receipt."),
    "ladder_receipt_last": N_("{partner} signed for all {size} messages, last at {when}."),
    "ladder_receipt_behind": N_(
        "{partner} has signed for {size} messages and not for the parcel after them; its last"
        " receipt is {hours} hours old ({when}). If every rung before this one is whole, it comes"
        " with the next try."
    ),
}

SENTENCES: Mapping[str, str] = {**_LINK, **_WAY, **_DOOR, **_LAW, **_DESK}

RUNG_NAMES: Mapping[str, str] = {
    Rung.LINK.value: N_("Link"),
    Rung.NAME.value: N_("Name"),
    Rung.PORT.value: N_("Port"),
    Rung.TLS.value: N_("TLS"),
    Rung.CERTIFICATE_NAME.value: N_("Name in the certificate"),
    Rung.CERTIFICATE_PERIOD.value: N_("Days of the certificate"),
    Rung.CERTIFICATE.value: N_("Certificate as pinned"),
    Rung.DOOR.value: N_("Door"),
    Rung.CLOCK.value: N_("Clock"),
    Rung.PROTOCOL.value: N_("Protocol"),
    Rung.KEYS.value: N_("Keys"),
    Rung.STATE.value: N_("What the partner holds"),
    Rung.AGREEMENT.value: N_("Agreement"),
    Rung.DISK.value: N_("Own disk"),
    Rung.WORKER.value: N_("Own worker"),
    Rung.CHANNEL.value: N_("Channel"),
    Rung.DELIVERY.value: N_("Last delivery"),
    Rung.QUEUE.value: N_("Queue"),
    Rung.SET_ASIDE.value: N_("Set aside"),
    Rung.RECEIPT.value: N_("Last receipt"),
}

TONE_NAMES: Mapping[str, str] = {
    Tone.GOOD.value: N_("good"),
    Tone.WATCH.value: N_("to watch"),
    Tone.STOP.value: N_("broken"),
    Tone.UNTRIED.value: N_("not tried"),
}

SIDE_NAMES: Mapping[str, str] = {
    Side.HERE.value: N_("to be mended here"),
    Side.PARTNER.value: N_("to be mended at the partner"),
    Side.BOTH.value: N_("to be mended together"),
    Side.NOBODY.value: "",
}
