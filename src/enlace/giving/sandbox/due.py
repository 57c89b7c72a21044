"""What falls due in the sandbox by itself: sessions expire, money comes through, months are charged."""

from enlace.giving.sandbox.books import Book, all_of, clock, one_of, set_setting, setting
from enlace.giving.sandbox.charging import charge_month, close, come_through, sought, try_invoice

NEXT = """
select min(at) as at from (
    select min(expires) as at from sessions where state = 'open'
    union all select min(due) from payments where state = 'waiting' and due is not null
    union all select min(next) from subscriptions where state != 'ended'
    union all select min(again) from invoices where state = 'open')
"""


def run_due(book: Book) -> None:
    """All that has fallen due by the sandbox's clock; done again it does nothing."""
    moment = clock(book)
    for session in all_of(book, "select * from sessions where state = 'open' and expires <= ?", moment):
        close(book, session, "expired")
    for payment in all_of(book, "select * from payments where state = 'waiting' and due <= ?", moment):
        come_through(book, payment)
    for invoice in all_of(book, "select * from invoices where state = 'open' and again <= ?", moment):
        try_invoice(book, invoice)
    for row in all_of(book, "select id from subscriptions where state != 'ended' and next <= ?", moment):
        subscription = sought(book, "subscriptions", row["id"])
        while subscription["state"] != "ended" and subscription["next"] <= moment:
            charge_month(book, subscription)
            subscription = sought(book, "subscriptions", row["id"])


def advance(book: Book, seconds: int) -> int:
    """Move the clock forward, stopping at each moment at which something falls due. The moment it shows then."""
    target = clock(book) + seconds
    while True:
        run_due(book)
        row = one_of(book, NEXT)
        moment = clock(book)
        if moment >= target:
            return moment
        stop = min(row["at"], target) if row and row["at"] is not None else target
        set_setting(book, "ahead", setting(book, "ahead", 0) + max(stop - moment, 1))
