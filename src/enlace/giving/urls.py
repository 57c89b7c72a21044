from django.urls import URLPattern

from enlace.giving.campaigns import urls as campaigns
from enlace.giving.donors import urls as donors
from enlace.giving.entry import urls as entry
from enlace.giving.receipts import urls as receipts
from enlace.giving.treasury import urls as treasury

app_name = "giving"
urlpatterns: list[URLPattern] = [
    *entry.urlpatterns,
    *donors.urlpatterns,
    *receipts.urlpatterns,
    *treasury.urlpatterns,
    *campaigns.urlpatterns,
]
