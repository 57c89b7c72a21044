from django.urls import URLPattern, path

from enlace.giving.campaigns import public_views, views

urlpatterns: list[URLPattern] = [
    path("giving/campaigns/", public_views.campaigns, name="campaigns"),
    path("giving/campaigns/add/", views.add_campaign, name="add_campaign"),
    path("giving/campaigns/<slug:campaign_slug>/", public_views.campaign, name="campaign"),
    path("giving/campaigns/<slug:campaign_slug>/edit/", views.change_campaign, name="change_campaign"),
    path("giving/campaigns/<slug:campaign_slug>/publish/", views.publish_campaign, name="publish_campaign"),
    path("giving/campaigns/<slug:campaign_slug>/withdraw/", views.withdraw_campaign, name="withdraw_campaign"),
    path("giving/campaigns/<slug:campaign_slug>/remove/", views.remove_campaign, name="remove_campaign"),
]
