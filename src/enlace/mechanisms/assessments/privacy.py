"""What self-assessments hold of a person. It is taken out, and told to nobody: not even that one was found."""

from enlace.core.erased_words import without
from enlace.mechanisms.models import AssessmentFinding
from enlace.network.erasure import words_of
from enlace.network.models import Person


def erase_from_findings(person: Person) -> None:
    """Their name and addresses go from the evidence, of closed ones too."""
    words = words_of(person)
    for pk, evidence in AssessmentFinding.objects.exclude(evidence="").values_list("pk", "evidence"):
        cleaned = without(evidence, words)
        if cleaned != evidence:
            AssessmentFinding.objects.filter(pk=pk).update(evidence=cleaned)
