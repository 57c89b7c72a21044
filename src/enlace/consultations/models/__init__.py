from enlace.consultations.models.challenges import Approach, Challenge, SharedChallenge
from enlace.consultations.models.consultations import (
    AnsweredBy,
    Attribution,
    Consultation,
    Standing,
    Statement,
    VoiceOf,
)
from enlace.consultations.models.priorities import Priority, PriorityReview, ReviewOutcome
from enlace.consultations.models.reminders import ConsultationReminder
from enlace.consultations.models.results import Result
from enlace.consultations.models.votes import Vote, Voter

__all__ = [
    "AnsweredBy",
    "Approach",
    "Attribution",
    "Challenge",
    "Consultation",
    "ConsultationReminder",
    "Priority",
    "PriorityReview",
    "Result",
    "ReviewOutcome",
    "SharedChallenge",
    "Standing",
    "Statement",
    "VoiceOf",
    "Vote",
    "Voter",
]
