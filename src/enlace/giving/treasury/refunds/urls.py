from django.urls import URLPattern, path

from enlace.giving.treasury.refunds import views

HERE = "giving/treasury/refunds"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", views.refunds, name="refunds"),
    path("giving/treasury/payments/<int:payment_id>/refund/", views.request_refund, name="request_refund"),
    path(f"{HERE}/<int:refund_id>/", views.refund, name="refund"),
    path(f"{HERE}/<int:refund_id>/approve/", views.approve_refund, name="approve_refund"),
    path(f"{HERE}/<int:refund_id>/decline/", views.decline_refund, name="decline_refund"),
    path(f"{HERE}/<int:refund_id>/complete/", views.complete_refund, name="complete_refund"),
]
