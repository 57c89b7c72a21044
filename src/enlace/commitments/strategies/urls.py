from django.urls import path

from enlace.commitments.strategies import section_views, signing_views, views, writing_views

STRATEGY, SECTION = "strategies/<int:strategy_id>/", "strategies/sections/<int:strategy_section_id>/"
VERSION, COMMENT = "strategies/versions/<int:section_version_id>/", "strategies/comments/<int:section_comment_id>/"

urlpatterns = [
    path("strategies/", views.strategies, name="strategies"),
    path("strategies/add/", views.add_strategy, name="add_strategy"),
    path(STRATEGY, views.strategy, name="strategy"),
    path(f"{STRATEGY}change/", views.change_strategy, name="change_strategy"),
    path(f"{STRATEGY}remove/", views.remove_strategy, name="remove_strategy"),
    path(f"{STRATEGY}parties/add/", views.add_strategy_party, name="add_strategy_party"),
    path(
        f"{STRATEGY}parties/<int:strategy_party_id>/remove/",
        views.remove_strategy_party,
        name="remove_strategy_party",
    ),
    path(f"{STRATEGY}sections/add/", section_views.add_section, name="add_section"),
    path(f"{STRATEGY}signature/", signing_views.open_for_signature, name="open_for_signature"),
    path(f"{STRATEGY}sign/", signing_views.sign_strategy, name="sign_strategy"),
    path(f"{STRATEGY}reopen/", signing_views.reopen_drafting, name="reopen_drafting"),
    path(f"{STRATEGY}publication/allow/", signing_views.allow_publication, name="allow_publication"),
    path(f"{STRATEGY}publication/withdraw/", signing_views.withdraw_publication, name="withdraw_publication"),
    path(SECTION, section_views.strategy_section, name="strategy_section"),
    path(f"{SECTION}change/", section_views.change_section, name="change_section"),
    path(f"{SECTION}move/", section_views.move_section, name="move_section"),
    path(f"{SECTION}remove/", section_views.remove_section, name="remove_section"),
    path(f"{SECTION}restore/", section_views.restore_section, name="restore_section"),
    path(f"{SECTION}write/", writing_views.write_section, name="write_section"),
    path(f"{SECTION}propose/", writing_views.propose_change, name="propose_change"),
    path(f"{SECTION}comment/", section_views.comment_section, name="comment_section"),
    path(VERSION, section_views.section_version, name="section_version"),
    path(f"{VERSION}accept/", writing_views.accept_change, name="accept_change"),
    path(f"{VERSION}decline/", writing_views.decline_change, name="decline_change"),
    path(f"{COMMENT}settle/", section_views.settle_comment, name="settle_comment"),
]
