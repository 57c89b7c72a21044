"""In whose eyes a dossier is read: those of the state, as the part of its maker sees it, and of nothing else."""

from dataclasses import dataclass

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.network.models import Role, State
from enlace.network.roles import Part, Roles, roles_of, stand_in


@dataclass(frozen=True)
class DossierSubject:
    """`reader` makes it; None is the command line, which reads what the focal point reads."""

    state: State
    reader: Anyone | None

    @property
    def eyes(self) -> User:
        """Somebody with this one part for this one state: whatever else the reader is does not count."""
        acts = self.reader is None or roles_of(self.reader).acts_for(self.state.pk)
        return playing(Role.FOCAL_POINT if acts else Role.VALIDATOR, self.state)


def playing(role: Role, state: State) -> User:
    return stand_in(Roles((Part(role, state_id=state.pk),)))
