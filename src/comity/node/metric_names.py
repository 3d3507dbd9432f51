"""The figures of `/metrics` by name: what each says, and what parts its rows. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure, for each value of its labels.

    Attributes:
        name: as Prometheus calls it.
        told: what it says.
        labels: names of its labels.
    """

    name: str
    told: str
    labels: tuple[str, ...] = ()


_PARTNER = ("partner",)

METRICS: tuple[Metric, ...] = (
    Metric(
        "comity_check_state",
        "What the health page finds: 0 good, 1 to watch, 2 broken, 3 not tried.",
        ("check",),
    ),
    Metric("comity_disk_free_bytes", "Free room under a place of the home folder.", ("place",)),
    Metric(
        "comity_worker_last_pass_timestamp_seconds",
        "When a job of the worker last made a pass.",
        ("job",),
    ),
    Metric("comity_link_state", "1 for the state the link is in.", ("partner", "state")),
    Metric("comity_outbox_messages", "Messages recorded here and not delivered yet.", _PARTNER),
    Metric(
        "comity_outbox_oldest_timestamp_seconds",
        "When the oldest of them was recorded; absent when none waits.",
        _PARTNER,
    ),
    Metric(
        "comity_inbox_messages",
        "Messages of the partner that are held and not taken up yet.",
        _PARTNER,
    ),
    Metric(
        "comity_set_aside_messages", "Messages of the partner that could not be taken up.", _PARTNER
    ),
    Metric(
        "comity_partner_reached_timestamp_seconds",
        "When a receipt of the partner last came, by this node's clock.",
        _PARTNER,
    ),
    Metric("comity_delivery_failing", "1 when the last parcel to the partner failed.", _PARTNER),
    Metric("comity_channel_halted", "1 when the channel to the partner stands still.", _PARTNER),
    Metric("comity_record_signed_entries", "Entries under the last signed head."),
    Metric(
        "comity_record_verified_timestamp_seconds",
        "When the record was last recomputed; absent when it never was.",
    ),
    Metric("comity_record_whole", "1 when the record was whole then."),
    Metric(
        "comity_anchors_differing",
        "Anchors partners hold that the record did not agree with when last compared.",
    ),
    Metric(
        "comity_anchor_checked_timestamp_seconds",
        "When the record was last compared with the anchors; absent when it never was.",
    ),
)
