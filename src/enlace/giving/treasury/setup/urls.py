from django.urls import URLPattern, path

from enlace.giving.treasury.setup import views

HERE = "giving/treasury/setup"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", views.setup, name="setup"),
    path(f"{HERE}/recipient/", views.recipient, name="recipient"),
    path(f"{HERE}/policy/", views.policy, name="policy"),
    path(f"{HERE}/currencies/add/", views.add_offer, name="add_offer"),
    path(f"{HERE}/currencies/<int:offer_id>/", views.change_offer, name="change_offer"),
    path(f"{HERE}/legal-texts/add/", views.add_tax_text, name="add_tax_text"),
    path(f"{HERE}/legal-texts/<int:tax_text_id>/", views.change_tax_text, name="change_tax_text"),
    path(f"{HERE}/legal-texts/<int:tax_text_id>/remove/", views.remove_tax_text, name="remove_tax_text"),
]
