from enlace.mechanisms.models.assessments import Assessment, AssessmentFinding, Presence
from enlace.mechanisms.models.editions import Answer, Edition, Entry, FieldQuestion, Questionnaire
from enlace.mechanisms.models.lessons import Function, NoteQuestion, PracticeNote
from enlace.mechanisms.models.mechanisms import Mechanism, Status

__all__ = [
    "Answer",
    "Assessment",
    "AssessmentFinding",
    "Edition",
    "Entry",
    "FieldQuestion",
    "Function",
    "Mechanism",
    "NoteQuestion",
    "PracticeNote",
    "Presence",
    "Questionnaire",
    "Status",
]
