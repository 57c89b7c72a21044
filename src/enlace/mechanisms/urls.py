from django.urls import URLPattern

from enlace.mechanisms.assessments import urls as assessments
from enlace.mechanisms.editions import urls as editions
from enlace.mechanisms.lessons import urls as lessons
from enlace.mechanisms.questionnaires import urls as questionnaires
from enlace.mechanisms.register import urls as register

app_name = "mechanisms"
urlpatterns: list[URLPattern] = [
    *lessons.urlpatterns,
    *assessments.urlpatterns,
    *questionnaires.urlpatterns,
    *editions.urlpatterns,
    *register.urlpatterns,
]
