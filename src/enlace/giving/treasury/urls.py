from django.urls import URLPattern

from enlace.giving.treasury.books import urls as books
from enlace.giving.treasury.gifts import urls as gifts
from enlace.giving.treasury.givers import urls as givers
from enlace.giving.treasury.letters import urls as letters
from enlace.giving.treasury.overview import urls as overview
from enlace.giving.treasury.refunds import urls as refunds
from enlace.giving.treasury.setup import urls as setup

urlpatterns: list[URLPattern] = [
    *overview.urlpatterns,
    *gifts.urlpatterns,
    *givers.urlpatterns,
    *refunds.urlpatterns,
    *books.urlpatterns,
    *letters.urlpatterns,
    *setup.urlpatterns,
]
