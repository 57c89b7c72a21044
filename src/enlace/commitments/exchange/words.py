"""Words of a table and what they stand for, in every language of the network."""

from typing import Any

from django.utils.translation import gettext_lazy

from enlace.commitments.lineage.acts import Outcome, Standing
from enlace.commitments.models import CommitmentEvent, Framework
from enlace.consultations.models import Approach
from enlace.network.audiences import Audience
from enlace.network.exchange.table_cells import Words

APPROACHES = Words(
    {one.value: one.label for one in Approach},
    {
        Approach.LOCAL: ("local", "municipal", "subnacional", "subnational", "provincial"),
        Approach.NATIONAL: ("national", "nacional", "federal"),
        Approach.BINATIONAL: ("binational", "binacional", "bilateral"),
        Approach.REGIONAL: ("regional",),
    },
)
AUDIENCES = Words(
    {one.value: one.label for one in Audience if one != Audience.INVITED},
    {
        Audience.PUBLIC: ("public", "público", "todos"),
        Audience.NETWORK: ("network", "red", "rede"),
        Audience.MEMBERS: ("members", "miembros", "membros"),
        Audience.SECRETARIAT: ("secretariat", "secretaría", "secretaria"),
    },
)
STANDING_LABELS = {
    Standing.DRAFT: gettext_lazy("draft"),
    Standing.AWAITING: gettext_lazy("waits for a word"),
    Standing.STANDS: gettext_lazy("stands"),
    Standing.CLOSED: gettext_lazy("closed"),
}
STANDINGS = Words(
    {one.value: label for one, label in STANDING_LABELS.items()},
    {Standing.STANDS: ("vigente", "active", "in force"), Standing.CLOSED: ("cerrado", "encerrado")},
)
OUTCOME_LABELS: dict[str, Any] = dict(CommitmentEvent._meta.get_field("outcome").choices or ())
OUTCOMES = Words(
    OUTCOME_LABELS,
    {
        Outcome.ACHIEVED: ("cumplido", "logrado", "alcançado", "cumprido", "completed"),
        Outcome.SUPERSEDED: ("sustituido", "reemplazado", "substituído"),
        Outcome.WITHDRAWN: ("retirado",),
    },
)
FRAMEWORKS = Words(
    {Framework.SDG: "sdg", Framework.UPR: "upr", Framework.OTHER: "other"},
    {Framework.SDG: ("ods",), Framework.UPR: ("epu", "rpu"), Framework.OTHER: ("otro", "outro")},
)
