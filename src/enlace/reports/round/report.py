"""The report of a review round of commitments: its sections, and its cover."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.network.dated import day_in_words
from enlace.reports.document.outline import Cover, Kind, Part
from enlace.reports.round.commitments import annex, not_reported, reported
from enlace.reports.round.facts import RoundFacts, round_facts
from enlace.reports.round.figures import bodies, figures, levels


def cover(facts: RoundFacts) -> Cover:
    """Without title and days where the round is not for everybody."""
    review_round = facts.review_round
    if review_round is None:
        return Cover(_("Report of a review round"), _("Technical Secretariat"), "", illustrative=False)
    closed = localdate(review_round.closed_at) if review_round.closed_at else review_round.closes_on
    return Cover(
        title=_("Report of the review round: %(title)s") % {"title": review_round.shown_title},
        subtitle=_("Technical Secretariat"),
        dated=_("Closed on %(day)s") % {"day": day_in_words(closed)},
        illustrative=facts.illustrative,
    )


ROUND = Kind(
    name="round",
    label=gettext_lazy("Report of a review round"),
    parts=(
        Part(
            "introduction",
            gettext_lazy("Introduction"),
            asks=gettext_lazy("Why reports were asked for now, and how to read what follows."),
        ),
        Part("figures", gettext_lazy("The round in figures"), figures),
        Part("levels", gettext_lazy("Progress by level"), levels),
        Part("bodies", gettext_lazy("By state and observer"), bodies),
        Part("reported", gettext_lazy("What was reported, with its evidence"), reported),
        Part("not_reported", gettext_lazy("What was not reported"), not_reported),
        Part(
            "conclusions",
            gettext_lazy("Conclusions"),
            asks=gettext_lazy("What the reports show together, and what is to be taken up at the next meeting."),
        ),
        Part("commitments", gettext_lazy("Annex. Commitments of the round"), annex, opens_page=True),
    ),
    facts=round_facts,
    cover=cover,
)
