"""Beneath the language. The names of parameters tell the record: `consultation_id`, `statement_id`."""

from enlace.consultations.answering import urls as answering
from enlace.consultations.challenges import urls as challenges
from enlace.consultations.consulting import urls as consulting
from enlace.consultations.polis import urls as polis
from enlace.consultations.priorities import urls as priorities
from enlace.consultations.results import urls as results
from enlace.consultations.statements import urls as statements

app_name = "consultations"
urlpatterns = [
    *challenges.urlpatterns,
    *consulting.urlpatterns,
    *statements.urlpatterns,
    *answering.urlpatterns,
    *results.urlpatterns,
    *priorities.urlpatterns,
    *polis.urlpatterns,
]
