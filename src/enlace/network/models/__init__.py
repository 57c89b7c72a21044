from enlace.network.audiences import Audience
from enlace.network.models.access import Invitation, SuccessionWarning, hashed
from enlace.network.models.circulars import Circular
from enlace.network.models.exchange import PendingTable
from enlace.network.models.members import OBSERVER_SECTORS, Membership, Organisation, Sector, State
from enlace.network.models.people import Listing, Mandate, Nomination, Person
from enlace.network.roles import Role

__all__ = [
    "OBSERVER_SECTORS",
    "Audience",
    "Circular",
    "Invitation",
    "Listing",
    "Mandate",
    "Membership",
    "Nomination",
    "Organisation",
    "PendingTable",
    "Person",
    "Role",
    "Sector",
    "State",
    "SuccessionWarning",
    "hashed",
]
