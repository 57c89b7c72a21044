"""What this app offers to the pages and commands of others, through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.network import (
    correspondence,
    due,
    exchange_entries,
    import_actions,
    invitation_entries,
    panels,
    privacy_entries,
    record_entries,
    retention_actions,
    rule_views,
    searching,
    standing,
    succession_actions,
    workspace_panels,
)
from enlace.network.demonstration import accounts as demonstration_accounts
from enlace.network.demonstration.correspondence import make_demonstration_correspondence
from enlace.network.demonstration.loading import make_demonstration_network

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("demo", make_demonstration_network, 10),
    ("demo", make_demonstration_correspondence, 15),
    ("sign_in", demonstration_accounts.sign_ins, 0),
    ("due", due.due_for_states, 0),
    ("due", due.due_for_secretariat, 0),
    ("due", correspondence.due_nominations, 0),
    ("due", due.due_for_account, 90),
    ("file_owner", correspondence.nomination_files, 0),
    ("file_owner", correspondence.circular_files, 0),
    ("home_panel", panels.members_panel, 0),
    ("navigation", panels.members_entry, 0),
    ("searchable", searching.searchable_states, 60),
    ("signed_in_as", standing.signed_in_as, 0),
    ("tick", succession_actions.warn_of_endings, 10),
    ("tick", succession_actions.warn_of_vacancies, 10),
    ("tick", succession_actions.welcome_newcomers, 10),
    ("tick", import_actions.forget_pending_tables, 50),
    *(("tick", forget, 50) for forget in retention_actions.FORGETTING),
    ("workspace_panel", workspace_panels.show_own_states, 10),
    ("workspace_panel", workspace_panels.show_network_today, 20),
    ("workspace_entry", record_entries.people_entry, 20),
    ("workspace_entry", correspondence.circulars_entry, 30),
    ("workspace_entry", correspondence.nominations_entry, 40),
    ("workspace_entry", record_entries.memberships_entry, 60),
    ("workspace_entry", record_entries.organisations_entry, 61),
    ("workspace_foot", rule_views.rules_entry, 0),
    ("workspace_foot", privacy_entries.your_data_entry, 10),
    ("workspace_foot", invitation_entries.invitations_entry, 20),
    ("workspace_foot", exchange_entries.exchange_entry, 30),
    ("workspace_foot", privacy_entries.audit_entry, 40),
)
