"""Beneath the language. The names of parameters tell the record: `commitment_id`, `progress_id`."""

from enlace.commitments.dashboard import urls as dashboard
from enlace.commitments.exchange import urls as exchange
from enlace.commitments.making import urls as making
from enlace.commitments.progress import urls as progress
from enlace.commitments.rounds import urls as rounds
from enlace.commitments.strategies import urls as strategies

app_name = "commitments"
urlpatterns = [
    *dashboard.urlpatterns,
    *making.urlpatterns,
    *progress.urlpatterns,
    *rounds.urlpatterns,
    *strategies.urlpatterns,
    *exchange.urlpatterns,
]
