"""Beneath the language. The names of parameters tell the record: `person_id`, `state_code`."""

from enlace.network.urls import audit, circulars, directory, exchange, invitations, nominations, privacy, records, rules

app_name = "network"
urlpatterns = [
    *directory.urlpatterns,
    *records.urlpatterns,
    *invitations.urlpatterns,
    *nominations.urlpatterns,
    *circulars.urlpatterns,
    *exchange.urlpatterns,
    *audit.urlpatterns,
    *privacy.urlpatterns,
    *rules.urlpatterns,
]
