"""The handover dossier of a state: its sections, its cover, and the mark on every page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.network.dated import day_in_words
from enlace.network.models import State
from enlace.reports.document.blocks import Document
from enlace.reports.document.outline import Cover, Kind, Part, compose
from enlace.reports.dossier.answers import challenges, consultations, priorities
from enlace.reports.dossier.eyes import DossierSubject
from enlace.reports.dossier.facts import DossierFacts, dossier_facts
from enlace.reports.dossier.mechanism import mechanism, notes
from enlace.reports.dossier.meetings import decisions, meetings, papers
from enlace.reports.dossier.people import contacts, mandates
from enlace.reports.dossier.promises import commitments
from enlace.reports.dossier.rules import can_make_dossier
from enlace.reports.dossier.tasks import tasks
from enlace.reports.dossier.together import rounds, strategies


def dossier(state: State, reader: Anyone | None) -> Document:
    """In the active language, of what the state itself may see today, whatever else `reader` may see.

    None is the command line. Raises ValueError, with a sentence, for a state that is no member today, and
    PermissionDenied for a reader who may not make it.
    """
    if not State.objects.members().filter(pk=state.pk).exists():
        raise ValueError(_("%(state)s is no member of the network today.") % {"state": state.name})
    require(can_make_dossier(reader, state))
    mark = _("For the government of %(state)s only") % {"state": state.name}
    return compose(DOSSIER, DossierSubject(state, reader), mark=mark)


def cover(facts: DossierFacts) -> Cover:
    return Cover(
        title=_("Handover dossier: %(state)s") % {"state": facts.state.name},
        subtitle=_("What the state has said and promised in the network"),
        dated=_("Record of %(day)s") % {"day": day_in_words(facts.day)},
        illustrative=facts.illustrative,
    )


DOSSIER = Kind(
    name="dossier",
    label=gettext_lazy("Handover dossier of a state"),
    parts=(
        Part("tasks", gettext_lazy("Open tasks"), tasks),
        Part("mandates", gettext_lazy("Mandates, past and present"), mandates),
        Part("meetings", gettext_lazy("Meetings attended"), meetings),
        Part("decisions", gettext_lazy("Decisions that concern the state"), decisions),
        Part("consultations", gettext_lazy("Consultations answered"), consultations),
        Part("challenges", gettext_lazy("Challenges named or shared"), challenges),
        Part("priorities", gettext_lazy("Priorities of the forum"), priorities),
        Part("commitments", gettext_lazy("Commitments and their progress"), commitments),
        Part("strategies", gettext_lazy("Joint strategies"), strategies),
        Part("rounds", gettext_lazy("Review rounds"), rounds),
        Part("mechanism", gettext_lazy("National mechanism"), mechanism),
        Part("notes", gettext_lazy("Practice notes"), notes),
        Part("papers", gettext_lazy("Papers of the meetings"), papers),
        Part("contacts", gettext_lazy("Contacts in the network"), contacts, opens_page=True),
    ),
    facts=dossier_facts,
    cover=cover,
)
