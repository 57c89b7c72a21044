"""What one viewer sees of a person in a mandate. Every page that shows somebody asks here."""

from dataclasses import dataclass
from datetime import date

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.texts import Text
from enlace.network.models import Listing, Mandate, Organisation, Role, State
from enlace.network.roles import OF_STATES, roles_of


@dataclass(frozen=True)
class Card:
    """Empty is what is not there or not for this viewer; `address` leads to the person's page."""

    mandate: Mandate
    role: str
    office: Text
    state: State | None
    organisation: Organisation | None
    since: date
    until: date | None
    illustrative: bool
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""

    @property
    def institution(self) -> Text | None:
        return self.organisation.shown_name if self.organisation else None


def card_of(mandate: Mandate, viewer: Anyone) -> Card | None:
    """None where `viewer` may not know of the mandate: exactly what `Mandate.objects.visible_to` leaves out.

    Ask with the mandate's person, state and organisation at hand (`select_related`), and nothing is queried.
    """
    person, roles = mandate.person, roles_of(viewer)
    own = viewer.is_authenticated and person.user_id == viewer.pk
    knows = own or roles.is_secretary or (roles.is_member and mandate.role in OF_STATES)
    if person.listing == Listing.NOTHING and not knows:
        return None
    inside = own or roles.is_member
    named = inside or person.listing in (Listing.NAME, Listing.CONTACT)
    reached = inside or person.listing == Listing.CONTACT
    if person.erased_at:
        named = reached = False
    opens = roles.is_secretary or own or (roles.is_member and not person.erased_at and mandate.lasts_on(today()))
    return Card(
        mandate=mandate,
        role=str(Role(mandate.role).label),
        office=mandate.shown_office,
        state=mandate.state,
        organisation=mandate.organisation,
        since=mandate.since,
        until=mandate.until,
        illustrative=mandate.illustrative or person.illustrative,
        name=person.name if named else "",
        email=person.email if reached else "",
        phone=person.phone if reached else "",
        address=person.get_absolute_url() if opens else "",
    )
