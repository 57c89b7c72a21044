"""The receipt that a mail brings, printed when the mail is sent."""

from enlace.core.mail import Attachment, NotAttached
from enlace.giving.models import Receipt
from enlace.giving.receipts.mail import RECEIPT
from enlace.giving.receipts.printed import receipt_name, receipt_pdf


def receipt_attachment(attaches: str) -> Attachment | None:
    """None for what is not ours. Raises NotAttached where the typesetter fails: the mail waits and is tried again."""
    kind, _colon, number = attaches.partition(":")
    if kind != RECEIPT:
        return None
    receipt = Receipt.objects.filter(pk=number).first()
    if receipt is None:
        raise NotAttached(attaches)
    try:
        return Attachment(receipt_name(receipt), receipt_pdf(receipt))
    except Exception as error:  # whatever it is, it must not keep back the mail of others
        raise NotAttached(attaches) from error
