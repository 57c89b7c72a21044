"""Two readers of calendar files that know nothing of ours, for tests."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import vobject
from icalendar import Calendar

SHARED = Path(os.environ.get("ENLACE_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data")) / "ics"


def by_icalendar(data: bytes) -> list[dict]:
    """Each event, moments in UTC. The zone of the file is used, not the one that the machine knows by its name."""
    calendar = Calendar.from_ical(data)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.timezones}
    return [
        {
            "uid": str(event["UID"]),
            "begins": _moment(event["DTSTART"], zones),
            "ends": _moment(event["DTEND"], zones),
            "summary": str(event.get("SUMMARY", "")),
            "description": str(event.get("DESCRIPTION", "")),
            "location": str(event.get("LOCATION", "")),
            "status": str(event["STATUS"]),
            "sequence": int(event["SEQUENCE"]),
            "stamp": event["DTSTAMP"].dt,
            "url": str(event.get("URL", "")),
        }
        for event in calendar.events
    ]


def _moment(prop, zones) -> date:
    zone = zones.get(prop.params.get("TZID"))
    if not isinstance(prop.dt, datetime):
        return prop.dt
    return (prop.dt.replace(tzinfo=zone) if zone else prop.dt).astimezone(UTC)


def by_vobject(data: bytes) -> list[dict]:
    """vobject remembers the zones of the files that it read before: these are forgotten."""
    zones = vars(vobject.icalendar)["__tzidMap"]
    for name in set(zones) - {"UTC"}:
        del zones[name]
    calendar = vobject.readOne(data.decode())
    assert calendar.validate(raiseException=True)
    return [
        {
            "uid": event.uid.value,
            "begins": _in_utc(event.dtstart.value),
            "ends": _in_utc(event.dtend.value),
            "summary": event.summary.value if hasattr(event, "summary") else "",
            "description": event.description.value if hasattr(event, "description") else "",
            "location": event.location.value if hasattr(event, "location") else "",
            "status": event.status.value,
            "url": event.url.value if hasattr(event, "url") else "",
        }
        for event in calendar.contents.get("vevent", [])
    ]


def _in_utc(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
