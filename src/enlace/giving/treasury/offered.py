"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.giving.treasury.overview import checks, entries
from enlace.giving.treasury.refunds import sending_actions

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("workspace_entry", entries.treasury_entry, 40),
    ("due", entries.due_for_treasury, 40),
    ("check", checks.check_giving, 40),
    ("tick", sending_actions.send_waiting_refunds, 23),
    ("private_subject", entries.private_gifts, 60),
    ("private_subject", entries.private_payments, 61),
    ("private_subject", entries.private_receipts, 62),
    ("private_subject", entries.private_refunds, 63),
    ("private_subject", entries.private_donors, 64),
    ("private_subject", entries.private_comparisons, 65),
)
