"""The page of a meeting's host: until when it works, and with whom."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from enlace.core.clock import today
from enlace.meetings.editions.queries import host_officers
from enlace.meetings.models import Meeting
from enlace.network.cards import Card
from enlace.network.models import Role
from enlace.network.prefilled import filling
from enlace.network.rules import can_record_person


@dataclass(frozen=True)
class HostPreparation:
    """`name_officer` is where the secretariat enters somebody of the host; empty for others, and once it is over."""

    officers: list[Card]
    name_officer: str


def host_preparation(meeting: Meeting, request: HttpRequest) -> HostPreparation:
    naming = ""
    if meeting.host_id and not meeting.is_over and can_record_person(request.user):
        given = {"role": Role.HOST.value, "organisation": meeting.host_id, "since": today(), "until": meeting.ends_on}
        naming = reverse("network:add_person") + filling(given)
    officers = host_officers(meeting, request.user) if meeting.host_id else []
    return HostPreparation(officers, naming)
