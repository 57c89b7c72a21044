from django.urls import URLPattern, path

from enlace.giving.donors import link_views, monthly_views, own_views, views

MINE = "giving/mine/<str:token>"
GIFT = f"{MINE}/gifts/<int:gift_id>"

urlpatterns: list[URLPattern] = [
    path("giving/link/", link_views.ask_link, name="ask_link"),
    path("giving/erased/", own_views.erased, name="erased"),
    path(f"{MINE}/", views.mine, name="mine"),
    path(f"{MINE}/receipts/<int:receipt_id>/", views.mine_receipt, name="mine_receipt"),
    path(f"{MINE}/statements/<int:year>/", views.mine_statement, name="mine_statement"),
    path(f"{MINE}/export/", views.mine_export, name="mine_export"),
    path(f"{MINE}/language/", own_views.mine_language, name="mine_language"),
    path(f"{MINE}/link/", own_views.mine_link, name="mine_link"),
    path(f"{MINE}/erase/", own_views.mine_erase, name="mine_erase"),
    path(f"{GIFT}/stop/", monthly_views.mine_stop, name="mine_stop"),
    path(f"{GIFT}/pause/", monthly_views.mine_pause, name="mine_pause"),
    path(f"{GIFT}/resume/", monthly_views.mine_resume, name="mine_resume"),
    path(f"{GIFT}/amount/", monthly_views.mine_amount, name="mine_amount"),
    path(f"{GIFT}/card/", monthly_views.mine_card, name="mine_card"),
    path(f"{GIFT}/thanks/", own_views.mine_thanks, name="mine_thanks"),
]
