"""Beneath the language. The names of parameters tell the record: `publication_id`, `language_version_id`."""

from enlace.library.cataloguing import urls as cataloguing
from enlace.library.citing import urls as citing
from enlace.library.harvesting import urls as harvesting
from enlace.library.intake import urls as intake
from enlace.library.origins import urls as origins
from enlace.library.public import urls as public

app_name = "library"
urlpatterns = [
    *public.urlpatterns,
    *citing.urlpatterns,
    *harvesting.urlpatterns,
    *cataloguing.urlpatterns,
    *intake.urlpatterns,
    *origins.urlpatterns,
]
