from django.utils.translation import gettext as _

LABELS = {"stripe": "Stripe", "mercado_pago": "Mercado Pago"}


def provider_label(name: str) -> str:
    """How a provider is called on pages and receipts, whether it is on or not any more."""
    if name == "hand":
        return _("bank transfer or cheque")
    return LABELS.get(name) or _("test provider")
