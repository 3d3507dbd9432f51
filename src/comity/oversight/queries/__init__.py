"""What people read of oversight; every query starts from `visible_to(viewer)`."""

from comity.oversight.queries.readings import looks, who_has_seen

__all__ = ["looks", "who_has_seen"]
