"""What a donor reads where something cannot go on: what is wrong, and what to do."""

from django.utils.translation import gettext as _

from enlace.giving.entry.queries import Way


def why_no_choice(way: Way) -> str:
    """Empty where the amount is well chosen."""
    words = {"name": way.currency.name, "least": way.currency.least, "most": way.currency.most}
    sentences = {
        "amount": _("Choose an amount, or write another one."),
        "form": _("That is no amount. Write figures alone, for example 50."),
        "fraction": _("The amount has more decimals than this currency (%(name)s) has. Write it with fewer."),
        "long": _("The amount has too many figures."),
        "currency": _("The currency has changed. Choose the amount in the new one: %(name)s."),
        "least": _("The least amount in this currency is %(least)s. Choose a greater one."),
        "most": _("The greatest amount on this form is %(most)s. For more, write to the institution that receives."),
    }
    return sentences.get(way.asked.wrong, "") % words


def no_provider(monthly: bool) -> str:
    if monthly:
        return _("No payment provider takes this amount monthly. Choose another amount or currency, or give once.")
    return _("No payment provider takes this amount. Choose another amount or currency.")


def why_refused(reason: str, way: Way, greatest: str) -> str:
    """`greatest` is the greatest anonymous gift, in words."""
    if reason == "government":
        return _(
            "Thank you for the wish to give. By its policy, the institution accepts no gifts from governments that "
            "belong to the network, so that its work stays independent of them. If you give as a private person, use a "
            "private e-mail address. If you think that this is a mistake, write to %(contact)s."
        ) % {"contact": way.recipient.email or way.recipient.name}
    if reason == "anonymous":
        return _(
            "By its policy, the institution accepts anonymous gifts up to %(greatest)s. Choose to be thanked by a "
            "name, or go back and choose a smaller amount."
        ) % {"greatest": greatest}
    return _("This amount cannot be given any more. Go back and choose another one.")


def not_answered() -> str:
    return _(
        "The payment provider does not answer now, and nothing was charged. What you wrote is kept here: send it again "
        "in a few minutes."
    )


def refused_by_provider() -> str:
    return _(
        "The payment provider did not accept this, and nothing was charged. Choose another amount or another way to "
        "pay, or write to the institution that receives."
    )


def too_old() -> str:
    return _("This page was open for long. What you wrote is kept: look at it once more, then send it.")
