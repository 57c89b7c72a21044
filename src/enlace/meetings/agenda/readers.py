"""Through whose eyes a publication is read. Pure, no queries: a hundred readers are asked at once.

What is live (`Session.objects.visible_to`) and what was written down must both let somebody in, so that nothing that
was written for a few is read by more than these because the draft is already for others.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from enlace.meetings.agenda.facts import Item, without_observers
from enlace.network.audiences import Audience
from enlace.network.roles import Roles


@dataclass(frozen=True)
class Reader:
    """`speaks_in` are sessions, `invited` whether one of their observers is invited to the meeting."""

    roles: Roles
    speaks_in: frozenset[int] = frozenset()
    organises: bool = False
    invited: bool = False

    @property
    def sees_all(self) -> bool:
        return self.organises or self.roles.is_secretary

    def is_within(self, audience: str) -> bool:
        """By audience alone, as `meetings.audience.of_audience`; those named are a matter of each record."""
        if audience == Audience.PUBLIC:
            return True
        if audience == Audience.NETWORK:
            return self.roles.is_of_the_network
        return audience in (Audience.MEMBERS, Audience.INVITED) and self.roles.is_member

    def sees_meeting(self, audience: str) -> bool:
        return self.sees_all or self.is_within(audience) or (audience == Audience.INVITED and self.invited)

    def sees(self, session: int, item: Item, meeting_audience: str) -> bool:
        if self.sees_all or session in self.speaks_in:
            return True
        return self.sees_meeting(meeting_audience) and self.is_of(item)

    def is_of(self, item: Item) -> bool:
        """Within the audience that was written down, being named included."""
        named = item.audience == Audience.INVITED and bool(self.roles.organisations & set(item.observers))
        return self.is_within(item.audience) or named

    def as_read(self, items: Mapping[int, Item], meeting_audience: str) -> dict[int, Item]:
        """What of a publication they see. Who else is named is told to members and organisers alone."""
        seen = {pk: item for pk, item in items.items() if self.sees(pk, item, meeting_audience)}
        knows = self.sees_all or self.roles.is_member
        return seen if knows else {pk: without_observers(item) for pk, item in seen.items()}


def lets_in_all_of(written: Item, live: Item) -> bool:
    """Whether everybody whom the audience of `live` lets in is let in by that of `written`, whoever they are."""
    if live.audience == Audience.SECRETARIAT or written.audience in (Audience.PUBLIC, Audience.NETWORK):
        return live.audience != Audience.PUBLIC or written.audience == Audience.PUBLIC
    if live.audience in (Audience.PUBLIC, Audience.NETWORK) or written.audience == Audience.SECRETARIAT:
        return False
    named = set(live.observers) if live.audience == Audience.INVITED else set()
    return named <= (set(written.observers) if written.audience == Audience.INVITED else set())
