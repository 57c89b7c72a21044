"""What the library offers to the pages and commands of others, through the registry: each subject's own list."""

from enlace.library.cataloguing import offered as cataloguing
from enlace.library.citing import offered as citing
from enlace.library.demonstration import offered as demonstration
from enlace.library.harvesting import offered as harvesting
from enlace.library.intake import offered as intake
from enlace.library.origins import offered as origins
from enlace.library.public import offered as public
from enlace.library.searching import searchable_publications

OFFERED = (
    *cataloguing.OFFERED,
    *intake.OFFERED,
    *public.OFFERED,
    *origins.OFFERED,
    *citing.OFFERED,
    *harvesting.OFFERED,
    *demonstration.OFFERED,
    ("searchable", searchable_publications, 10),
)
