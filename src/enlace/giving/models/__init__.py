from enlace.giving.models.accounts import Offer, Policy, Rate, Recipient, TaxText
from enlace.giving.models.campaigns import Campaign
from enlace.giving.models.events import PolicyOutcome, ProviderEvent, Reconciliation, RefusedCall
from enlace.giving.models.gifts import Donor, EndedBy, Gift, GiftNotice, Rhythm
from enlace.giving.models.payments import FoundBy, Payment, Receipt, ReceiptSeries, Refund

__all__ = [
    "Campaign",
    "Donor",
    "EndedBy",
    "FoundBy",
    "Gift",
    "GiftNotice",
    "Offer",
    "Payment",
    "Policy",
    "PolicyOutcome",
    "ProviderEvent",
    "Rate",
    "Receipt",
    "ReceiptSeries",
    "Recipient",
    "Reconciliation",
    "Refund",
    "RefusedCall",
    "Rhythm",
    "TaxText",
]
