"""The members of a union as `comity register show` prints them: they stand in no agreement."""

from datetime import date
from typing import Any

from comity.agreements.terms import Member, Register, Union


def union_of(held: Register, reference: str) -> Union | None:
    """Return the union of a reference; None when the register holds none."""
    return next((union for union in held.unions if union.reference == reference), None)


def union_json(union: Union, *, on: date) -> dict[str, Any]:
    """Return a union as JSON: its members of a day, and every stretch of membership."""
    return {
        "reference": union.reference,
        "code": str(union.code),
        "title": union.title,
        "on": on.isoformat(),
        "members_on_day": [str(each.code) for each in union.members if on in each.period],
        "memberships": [
            {
                "code": str(each.member.code),
                "from": _day(each.member.period.start),
                "until": _day(each.member.period.end),
                "source": each.source,
            }
            for each in union.memberships
        ],
        "gaps": union_gaps(union),
        "sources": [source.title for source in union.sources],
    }


def union_gaps(union: Union) -> list[str]:
    """Return what is still to be found out about a union, in words."""
    undated = (each for each in union.members if each.period.start is None)
    days = (f"From which day is not recorded: {each.code.english_name}." for each in undated)
    return [*days, *union.open_points]


def union_lines(union: Union, *, on: date) -> list[str]:
    """Return the memberships of a union, one line each, those of the day first."""
    ordered = sorted(union.members, key=lambda each: on not in each.period)
    return [_line(each, on=on) for each in ordered]


def _line(member: Member, *, on: date) -> str:
    start, end = member.period.start, member.period.end
    since = f"from {start.isoformat()}" if start is not None else "from a day not recorded"
    until = f" until {end.isoformat()}, the first day outside" if end is not None else ""
    no_member = "" if on in member.period else " (no member that day)"
    return f"{member.code.english_name}: {since}{until}{no_member}"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
