from enlace.mechanisms.models.assessments import Assessment, AssessmentFinding, Presence
from enlace.mechanisms.models.editions import Answer, Edition, Entry, EntryQuerySet, FieldQuestion, Questionnaire
from enlace.mechanisms.models.lessons import Function, NoteQuestion, PracticeNote
from enlace.mechanisms.models.mechanisms import Mechanism, Status

__all__ = [
    "Answer",
    "Assessment",
    "AssessmentFinding",
    "Edition",
    "Entry",
    "EntryQuerySet",
    "FieldQuestion",
    "Function",
    "Mechanism",
    "NoteQuestion",
    "PracticeNote",
    "Presence",
    "Questionnaire",
    "Status",
]
