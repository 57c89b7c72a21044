"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.giving.receipts.attached import receipt_attachment

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (("mail_attachment", receipt_attachment, 20),)
