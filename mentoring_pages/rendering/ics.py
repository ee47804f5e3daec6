"""Deadlines as an iCalendar file (RFC 5545): whole days, no people in it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Nastavnik//Calendar of the mentoring programme//RU"
REFRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in the calendar, or those up to ``last``. ``identity`` tells it from every other
    entry of the file."""

    identity: str
    day: date
    title: str
    text: str
    address: str
    remind_days: tuple[int, ...] = ()
    last: date | None = None


def as_ics(*, name: str, host: str, entries: Iterable[Entry], now: datetime) -> bytes:
    """The file: the same entries give the same identifiers, so that programs update them."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    for entry in entries:
        calendar.add_component(_event(entry, host, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, host: str, now: datetime) -> Event:
    event = Event()
    uid = hashlib.sha256(entry.identity.encode()).hexdigest()[:32]
    event.add("uid", f"{uid}@{host}")
    event.add("dtstamp", now)
    event.add("dtstart", entry.day)
    event.add("dtend", (entry.last or entry.day) + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")
    for days in entry.remind_days:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event
