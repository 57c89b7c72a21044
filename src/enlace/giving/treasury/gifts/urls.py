from django.urls import URLPattern, path

from enlace.giving.treasury.gifts import views

HERE = "giving/treasury/gifts"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", views.gifts, name="gifts"),
    path(f"{HERE}/record/", views.record_gift, name="record_gift"),
    path(f"{HERE}/<int:gift_id>/", views.gift, name="gift"),
    path("giving/treasury/receipts/<int:receipt_id>/", views.treasury_receipt, name="treasury_receipt"),
    path(f"{HERE}/<int:gift_id>/end/", views.end_gift, name="end_gift"),
]
