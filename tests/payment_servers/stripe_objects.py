"""Stripe's objects as its API answers them, with what every one of them has; amounts as Stripe counts them."""

from typing import Any

NO_TAX = {"enabled": False, "liability": None, "status": None}
SELF = {"type": "self"}


def listed(data: list[Any], url: str, has_more: bool = False) -> dict[str, Any]:
    return {"object": "list", "data": data, "has_more": has_more, "url": url}


def new_session(given: dict[str, Any], own: str, moment: int, address: str) -> dict[str, Any]:
    price = given["line_items"][0]["price_data"]
    amount = price["unit_amount"] * given["line_items"][0].get("quantity", 1)
    monthly = given["mode"] == "subscription"
    return {
        "id": own,
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": given.get("adaptive_pricing", {}).get("enabled", True)},
        "amount_subtotal": amount,
        "amount_total": amount,
        "automatic_tax": NO_TAX | {"provider": None},
        "cancel_url": given.get("cancel_url"),
        "client_reference_id": given.get("client_reference_id"),
        "created": moment,
        "currency": price["currency"],
        "custom_fields": [],
        "custom_text": {},
        "customer": None,
        "customer_creation": None if monthly else "if_required",
        "customer_details": None,
        "customer_email": given.get("customer_email"),
        "expires_at": moment + 24 * 3600,
        "invoice": None,
        "livemode": False,
        "locale": given.get("locale"),
        "metadata": given.get("metadata", {}),
        "mode": given["mode"],
        "payment_intent": None,
        "payment_method_collection": "always" if monthly else "if_required",
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "shipping_options": [],
        "status": "open",
        "submit_type": given.get("submit_type"),
        "subscription": None,
        "success_url": given["success_url"],
        "ui_mode": "hosted_page",
        "url": f"{address}/c/pay/{own}",
    }


def new_intent(own: str, moment: int, amount: int, currency: str, **more: Any) -> dict[str, Any]:
    return {
        "id": own,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "capture_method": "automatic_async",
        "confirmation_method": "automatic",
        "created": moment,
        "currency": currency,
        "customer": None,
        "description": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": {},
        "payment_method": None,
        "payment_method_types": ["card"],
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
    } | more


def new_charge(own: str, moment: int, intent: dict[str, Any], status: str, failure: str | None) -> dict[str, Any]:
    paid = status == "succeeded"
    return {
        "id": own,
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if paid else 0,
        "amount_refunded": 0,
        "balance_transaction": None,
        "billing_details": {"address": None, "email": None, "name": None, "phone": None, "tax_id": None},
        "captured": paid,
        "created": moment,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_code": failure,
        "failure_message": "Your card was declined." if failure else None,
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "paid": paid,
        "payment_intent": intent["id"],
        "refunded": False,
        "status": status,
    }


def new_refund(own: str, moment: int, charge: dict[str, Any], amount: int, **more: Any) -> dict[str, Any]:
    return {
        "id": own,
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": moment,
        "currency": charge["currency"],
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": None,
        "receipt_number": None,
        "status": "succeeded",
    } | more


def new_dispute(own: str, moment: int, charge: dict[str, Any], status: str) -> dict[str, Any]:
    return {
        "id": own,
        "object": "dispute",
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": moment,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {"enhanced_evidence": {}},
        "evidence_details": {
            "due_by": None,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": "fraudulent",
        "status": status,
    }


def new_customer(own: str, moment: int, email: str | None, card: str) -> dict[str, Any]:
    return {
        "id": own,
        "object": "customer",
        "created": moment,
        "email": email,
        "invoice_settings": {"custom_fields": None, "default_payment_method": None, "footer": None},
        "livemode": False,
        "metadata": {},
    }


def new_price(own: str, moment: int, given: dict[str, Any], product: str) -> dict[str, Any]:
    recurring = {"interval": "month", "interval_count": 1, "meter": None, "usage_type": "licensed"}
    return {
        "id": own,
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "created": moment,
        "currency": given["currency"],
        "livemode": False,
        "lookup_key": None,
        "metadata": {},
        "nickname": None,
        "product": product,
        "recurring": recurring | given["recurring"],
        "tiers_mode": None,
        "type": "recurring",
        "unit_amount": given["unit_amount"],
    }


def new_item(own: str, moment: int, subscription: str, price: dict[str, Any], end: int) -> dict[str, Any]:
    return {
        "id": own,
        "object": "subscription_item",
        "created": moment,
        "current_period_end": end,
        "current_period_start": moment,
        "discounts": [],
        "metadata": {},
        "plan": plan_of(price),
        "price": price,
        "quantity": 1,
        "subscription": subscription,
        "tax_rates": [],
    }


def plan_of(price: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": price["id"],
        "object": "plan",
        "active": True,
        "amount": price["unit_amount"],
        "billing_scheme": "per_unit",
        "created": price["created"],
        "currency": price["currency"],
        "interval": price["recurring"]["interval"],
        "interval_count": 1,
        "livemode": False,
        "metadata": {},
        "product": price["product"],
        "usage_type": "licensed",
    }


def new_subscription(
    own: str, moment: int, given: dict[str, Any], customer: str, card: str, item: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": own,
        "object": "subscription",
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
        "billing_cycle_anchor": moment,
        "billing_mode": {"type": "flexible"},
        "billing_schedules": [],
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "collection_method": "charge_automatically",
        "created": moment,
        "currency": item["price"]["currency"],
        "customer": customer,
        "default_payment_method": card,
        "description": given.get("description"),
        "discounts": [],
        "ended_at": None,
        "invoice_settings": {"account_tax_ids": None, "issuer": SELF},
        "items": listed([item], f"/v1/subscription_items?subscription={own}"),
        "latest_invoice": None,
        "livemode": False,
        "metadata": given.get("metadata", {}),
        "pause_collection": None,
        "start_date": moment,
        "status": "active",
    }


def new_invoice(own: str, moment: int, subscription: dict[str, Any], reason: str) -> dict[str, Any]:
    item = subscription["items"]["data"][0]
    amount = item["price"]["unit_amount"] * item["quantity"]
    parent = {"subscription": subscription["id"], "metadata": dict(subscription["metadata"])}
    line = {
        "id": f"il_{own[3:]}",
        "object": "line_item",
        "amount": amount,
        "currency": subscription["currency"],
        "description": subscription["description"],
        "discountable": True,
        "discounts": [],
        "invoice": own,
        "livemode": False,
        "metadata": {},
        "period": {"start": item["current_period_start"], "end": item["current_period_end"]},
        "quantity": item["quantity"],
        "subtotal": amount,
    }
    return {
        "id": own,
        "object": "invoice",
        **{"amount_due": amount, "amount_overpaid": 0, "amount_paid": 0, "amount_remaining": amount},
        **{"amount_shipping": 0, "subtotal": amount, "total": amount, "starting_balance": 0},
        **{"post_payment_credit_notes_amount": 0, "pre_payment_credit_notes_amount": 0},
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "automatic_tax": NO_TAX | {"disabled_reason": None, "provider": None},
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "created": moment,
        "currency": subscription["currency"],
        "customer": subscription["customer"],
        "default_tax_rates": [],
        "discounts": [],
        "issuer": SELF,
        "lines": listed([line], f"/v1/invoices/{own}/lines"),
        "livemode": False,
        "metadata": {},
        "next_payment_attempt": None,
        "parent": {"type": "subscription_details", "quote_details": None, "subscription_details": parent},
        "payment_settings": {
            "default_mandate": None,
            "payment_method_options": None,
            "payment_method_types": None,
        },
        "period_end": moment,
        "period_start": moment,
        "status": "open",
        "status_transitions": {
            "finalized_at": moment,
            "marked_uncollectible_at": None,
            "paid_at": None,
            "voided_at": None,
        },
    }


def new_invoice_payment(own: str, moment: int, invoice: dict[str, Any], intent: str) -> dict[str, Any]:
    return {
        "id": own,
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoice["amount_due"],
        "created": moment,
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"payment_intent": intent, "type": "payment_intent"},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
    }


def new_portal_session(own: str, moment: int, given: dict[str, Any], address: str) -> dict[str, Any]:
    flow = given.get("flow_data")
    after = {"hosted_confirmation": None, "redirect": None, "type": "portal_homepage"}
    return {
        "id": own,
        "object": "billing_portal.session",
        "configuration": "bpc_test",
        "created": moment,
        "customer": given["customer"],
        "customer_account": None,
        "flow": flow
        and {
            "after_completion": after | flow.get("after_completion", {}),
            "subscription_cancel": None,
            "subscription_update": None,
            "subscription_update_confirm": None,
            "type": flow["type"],
        },
        "livemode": False,
        "locale": given.get("locale"),
        "on_behalf_of": None,
        "return_url": given.get("return_url"),
        "url": f"{address}/p/session/{own}",
    }
