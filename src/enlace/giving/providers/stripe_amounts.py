"""Where Stripe divides a currency otherwise than ISO 4217 does, and which amounts it takes.

Source: https://docs.stripe.com/currencies, “Supported presentment currencies”, “Zero-decimal currencies”, “Special
cases” and “Minimum and maximum charge amounts”. That HUF and TWD have no decimals there is true of payouts alone:
both are charged with two, as ISO 4217 has them.
"""

from enlace.giving.money.amounts import Money, exponent_of

CURRENCIES = frozenset(
    " ".join(
        (
            "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD",
            "CAD CDF CHF CLP CNY COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ",
            "GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD",
            "LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK",
            "PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD SZL THB TJS TND TOP TRY",
            "TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XOF XPF YER ZAR ZMW",
        )
    ).split()
)
PLACES = {"MGA": 0, "ISK": 2, "UGX": 2}
"""Decimals that Stripe counts where ISO 4217 counts others: MGA has two in ISO 4217, ISK and UGX none."""
STEPS = {"ISK": 100, "UGX": 100, "BHD": 10, "JOD": 10, "KWD": 10, "OMR": 10, "TND": 10}
"""An amount, as Stripe counts it, must be a multiple of this."""
LEAST = {
    **{"USD": 50, "AED": 200, "AUD": 50, "BGN": 100, "BRL": 50, "CAD": 50, "CHF": 50, "CZK": 1500, "DKK": 250},
    **{"EUR": 50, "GBP": 30, "HKD": 400, "HUF": 17500, "INR": 50, "JPY": 50, "MXN": 1000, "MYR": 200, "NOK": 300},
    **{"NZD": 50, "PLN": 200, "RON": 200, "SEK": 300, "SGD": 50, "THB": 1000},
}
"""Of the currency that the account is paid out in; of the others the like in that currency, which only Stripe knows."""
MOST, MOST_OF = 99_999_999, {"IDR": 999_999_999_999}


def stripe_amount(money: Money) -> int:
    """As Stripe counts it. Raises ValueError for what Stripe cannot take: a currency, a fraction."""
    amount = _shifted(money.minor, _places(money.currency) - exponent_of(money.currency))
    if money.currency not in CURRENCIES or amount is None or amount % STEPS.get(money.currency, 1):
        raise ValueError(f"Stripe takes no such amount of {money.currency}.")
    return amount


def money_of(amount: int, currency: str) -> Money:
    """What Stripe says, in our units. Raises ValueError where it says a fraction of our minor unit."""
    code = currency.upper()
    minor = _shifted(amount, exponent_of(code) - _places(code))
    if minor is None:
        raise ValueError(f"{amount} of {code} is less than a minor unit.")
    return Money(minor, code)


def is_taken(money: Money) -> bool:
    try:
        amount = stripe_amount(money)
    except ValueError:
        return False
    return LEAST.get(money.currency, 1) <= amount <= MOST_OF.get(money.currency, MOST)


def _places(currency: str) -> int:
    return PLACES.get(currency, exponent_of(currency))


def _shifted(number: int, places: int) -> int | None:
    """By powers of ten; None if figures would fall off."""
    if places >= 0:
        return number * 10**places
    return None if number % 10**-places else number // 10**-places
