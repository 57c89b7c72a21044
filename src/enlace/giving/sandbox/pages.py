"""The sandbox's pages: plain HTML that works without JavaScript, in the language of the order."""

from html import escape
from sqlite3 import Row
from typing import Any

from enlace.giving.money.amounts import Money, format_money
from enlace.giving.sandbox.charging import ACCEPTED, CARDS, REFUSED
from enlace.giving.sandbox.words import language_of, words

LOOK = """
:root { color-scheme: light dark; --paper: light-dark(#f4f6f5, #10201d); --sheet: light-dark(#fff, #17302b);
  --ink: light-dark(#15302a, #e6f0ec); --soft: light-dark(#4c625c, #a9c0b9); --line: light-dark(#8aa39b, #5d7f75);
  --act: light-dark(#1f5a4c, #2f7a68); --warn: light-dark(#8a1f2d, #ff9ba6); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
.band { margin: 0; padding: .75rem 1rem; background: #f0c04a; color: #2a1f00; font-weight: 700; text-align: center;
  border-block-end: 4px dashed #2a1f00; }
main { max-inline-size: 34rem; margin: 2rem auto; padding: 1.5rem clamp(1rem, 5vi, 2rem); background: var(--sheet);
  border: 1px solid var(--line); border-radius: 2px; }
h1 { margin: 0 0 1rem; font: 700 1.625rem/1.2 Georgia, serif; overflow-wrap: anywhere; }
dl { margin: 0 0 1.5rem; } dt { color: var(--soft); font-size: .9375rem; }
dd { margin: 0 0 .5rem; overflow-wrap: anywhere; } .sum { font-size: 1.375rem; font-weight: 700; white-space: nowrap; }
@media (min-width: 36rem) { dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; }
  dt, dd { margin: 0; align-self: baseline; } }
fieldset { margin: 0 0 1.5rem; padding: 0; border: 0; } legend { padding: 0; font-weight: 700; }
label { display: flex; gap: .75rem; align-items: center; min-block-size: 2.75rem; padding: .5rem .75rem;
  border: 1px solid var(--line); margin-block-start: .5rem; cursor: pointer; }
label:has(:checked) { outline: 2px solid var(--act); } input { inline-size: 1.25rem; block-size: 1.25rem; flex: none; }
button, .button { display: inline-block; min-block-size: 2.75rem; padding: .625rem 1.25rem;
  border: 1px solid var(--act); background: var(--act);
  color: #fff; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
button.quiet, .button.quiet { background: none; color: inherit; border-color: var(--line); }
.acts { display: flex; flex-wrap: wrap; gap: .75rem; }
:focus-visible { outline: 3px solid #f0c04a; outline-offset: 2px; box-shadow: 0 0 0 5px #2a1f00; }
.wrong { margin: 0 0 1rem; padding: .75rem; border-inline-start: 4px solid var(--warn); color: var(--warn); }
.soft { color: var(--soft); }
"""


def _page(language: str, title: str, inside: str) -> str:
    band = escape(words(language)["band"])
    return (
        f'<!doctype html>\n<html lang="{language_of(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'<title>{escape(title)}</title>\n<link rel="stylesheet" href="/look.css">\n'
        '<link rel="icon" href="data:,">\n</head>\n<body>\n'
        f'<header class="band">{band}</header>\n<main>\n<h1>{escape(title)}</h1>\n{inside}\n</main>\n'
        "</body>\n</html>\n"
    )


def _facts(row: Row | dict[str, Any], *, monthly: bool, description: str, statement: str) -> str:
    said = words(row["language"])
    amount = format_money(Money(row["amount"], row["currency"]), language_of(row["language"]))
    code = "" if row["currency"] in amount else f" ({row['currency']})"
    lines = [
        (said["to"], escape(description)),
        (said["amount"], f'<span class="sum">{escape(amount)}</span>{escape(code)}'),
        (said["rhythm"], escape(said["monthly" if monthly else "once"])),
        (said["statement"], escape(statement)),
    ]
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{value}</dd>' for name, value in lines)}</dl>"


def _cards(legend: str, choices: list[tuple[str, str]]) -> str:
    first = choices[0][0]
    radios = "".join(
        f'<label><input type="radio" name="card" value="{value}"{" checked" if value == first else ""}>'
        f"<span>{escape(text)}</span></label>\n"
        for value, text in choices
    )
    return f"<fieldset><legend>{escape(legend)}</legend>\n{radios}</fieldset>"


def _form(inside: str, acts: list[tuple[str, str]]) -> str:
    """`acts`: value and words of each button, the first one being the main one."""
    buttons = "".join(
        f'<button name="act" value="{value}"{"" if place == 0 else " class=" + chr(34) + "quiet" + chr(34)}>'
        f"{escape(text)}</button>\n"
        for place, (value, text) in enumerate(acts)
    )
    return f'<form method="post">\n{inside}\n<div class="acts">{buttons}</div>\n</form>'


def pay_page(session: Row, wrong: str = "") -> str:
    """`wrong`: the name of a sentence to say first."""
    said = words(session["language"])
    alert = f'<p class="wrong" role="alert">{escape(said[wrong])}</p>' if wrong else ""
    names = {name: session[name] for name in ("description", "statement")}
    facts = _facts(session, monthly=bool(session["monthly"]), **names)
    cards = _cards(said["choose"], [(card, said[card]) for card in CARDS])
    form = _form(cards, [("pay", said["pay"]), ("cancel", said["cancel"])])
    note = f'<p class="soft">{escape(said["no_number"])}</p>'
    return _page(session["language"], f"{said['pay_title']}: {session['description']}", alert + facts + note + form)


def bank_page(session: Row) -> str:
    said = words(session["language"])
    names = {name: session[name] for name in ("description", "statement")}
    facts = _facts(session, monthly=bool(session["monthly"]), **names)
    form = _form("", [("confirm", said["bank_confirm"]), ("decline", said["bank_decline"])])
    return _page(session["language"], said["bank_title"], f"<p>{escape(said['bank_text'])}</p>{facts}{form}")


def over_page(session: Row) -> str:
    """Of a session that is paid, or that may not be paid any more: where to go from here."""
    said, paid = words(session["language"]), session["state"] == "paid"
    title, text = ("paid_title", "paid_text") if paid else ("gone_title", "gone_text")
    goes, label = (session["done"], said["go_on"]) if paid else (session["back"], said["go_back"])
    return _page(session["language"], said[title], f"<p>{escape(said[text])}</p>{_link(goes, label)}")


def card_page(page: Row, subscription: Row, session: Row) -> str:
    said = words(page["language"])
    values = {name: subscription[name] for name in ("amount", "currency")} | {"language": page["language"]}
    facts = _facts(values, monthly=True, description=session["description"], statement=session["statement"])
    cards = _cards(said["choose"], [(ACCEPTED, said["card_accepted"]), (REFUSED, said["card_refused"])])
    form = _form(cards, [("save", said["card_save"]), ("cancel", said["cancel"])])
    note = f'<p class="soft">{escape(said["no_number"])}</p>'
    return _page(page["language"], said["card_title"], facts + note + form)


def card_gone_page(page: Row) -> str:
    said = words(page["language"])
    inside = f"<p>{escape(said['card_gone_text'])}</p>{_link(page['back'], said['go_back'])}"
    return _page(page["language"], said["gone_title"], inside)


def nothing_page(language: str) -> str:
    said = words(language)
    return _page(language, said["nothing_title"], f"<p>{escape(said['nothing_text'])}</p>")


def _link(address: str, text: str) -> str:
    return f'<p><a class="button" href="{escape(address)}">{escape(text)}</a></p>'
