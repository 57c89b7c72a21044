"""What other pages show of questionnaires."""

from enlace.accounts.rules import Anyone
from enlace.mechanisms.models import Edition, Mechanism, Questionnaire


def open_questionnaire(mechanism: Mechanism, reader: Anyone) -> Questionnaire | None:
    """That of the edition that is open, where the reader sees it: of their state, or as the secretariat."""
    seen = Questionnaire.objects.visible_to(reader).filter(mechanism=mechanism, edition__in=Edition.objects.open())
    return seen.select_related("edition", "mechanism").first()
