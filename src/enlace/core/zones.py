from functools import cache
from zoneinfo import available_timezones


@cache
def zone_names() -> frozenset[str]:
    """The names of the time zones that this machine knows. Asked once: each time the whole folder of them is read."""
    return frozenset(available_timezones())
