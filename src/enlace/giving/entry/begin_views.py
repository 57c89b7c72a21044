"""What happens when the form is sent: on to the provider's page, or what stands in the way, with all that was typed."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from enlace.core.clock import now
from enlace.core.pages import page
from enlace.giving.donors.links import gift_token
from enlace.giving.entry import sentences
from enlace.giving.entry.actions import RefusedByPolicy, begin_gift
from enlace.giving.entry.choice import Choice
from enlace.giving.entry.forms import TRAP, DetailsForm
from enlace.giving.entry.limits import (
    AT_ONCE,
    FOUND_OUT,
    HOUR,
    NORMAL,
    STOPPED,
    Effort,
    effort_of,
    is_stopped,
    remember_source,
    source_of,
    take_beginning,
)
from enlace.giving.entry.opening import gift_of_form, is_given
from enlace.giving.entry.queries import Way
from enlace.giving.entry.stamps import (
    Stamp,
    is_nonce,
    is_proof,
    make_stamp,
    make_ticket,
    new_nonce,
    read_stamp,
    read_ticket,
)
from enlace.giving.models import Gift
from enlace.giving.money.amounts import format_money
from enlace.giving.providers.face import NotAnswered, Refused

SECOND = timedelta(seconds=1)


def show_details(request: HttpRequest, way: Way, choice: Choice, form: DetailsForm) -> HttpResponse:
    return page(request, "giving/details.html", _context(way, choice) | {"form": form, "effort": NORMAL})


def _context(way: Way, choice: Choice) -> dict[str, Any]:
    return {"way": way, "choice": choice, "amount": format_money(choice.money, way.language, short=True)}


def begin(request: HttpRequest, way: Way, choice: Choice, form: DetailsForm) -> HttpResponse:
    stamp = read_stamp(form.data.get("stamp", ""), now())
    if stamp is None:
        nonce = request.GET.get("form", "")
        form.with_stamp(make_stamp(nonce if is_nonce(nonce) else new_nonce(), now()))
        form.is_valid()
        form.add_error(None, sentences.too_old())
        return show_details(request, way, choice, form)
    if not form.is_valid():
        return show_details(request, way, choice, form)
    source, wish = source_of(get_adapter().get_client_ip(request)), form.wish(choice)
    if gift_of_form(wish, stamp.nonce) is None:
        if is_stopped(source, now()):
            return _stopped(request, way, choice, form)
        effort = _what_is_missing(form, stamp, source)
        if effort:
            return _wait(request, way, choice, form, stamp, effort)
        if not take_beginning(source, wish.email):
            return _stopped(request, way, choice, form)
    try:
        gift = begin_gift(wish, stamp.nonce, by=request.user)
    except RefusedByPolicy as refusal:
        form.add_error("thanks" if refusal.reason == "anonymous" else None, _why_refused(refusal, way))
    except NotAnswered:
        form.add_error(None, sentences.not_answered())
    except Refused:
        form.add_error(None, sentences.refused_by_provider())
    else:
        return _go_on(gift, source)
    return show_details(request, way, choice, form)


def _why_refused(refusal: RefusedByPolicy, way: Way) -> str:
    greatest = format_money(way.offer.money(way.offer.anonymous_most), way.language, short=True)
    return sentences.why_refused(refusal.reason, way, greatest)


def _go_on(gift: Gift, source: str) -> HttpResponse:
    remember_source(gift, source)
    address = reverse("giving:after", args=[gift_token(gift)]) if is_given(gift) else gift.address
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def _what_is_missing(form: DetailsForm, stamp: Stamp, source: str) -> Effort | None:
    """None where whoever sent the form has shown enough."""
    moment = now()
    effort = FOUND_OUT if form.data.get(TRAP) else effort_of(source, moment)
    if is_proof(form.data["stamp"], form.data.get("proof", ""), effort.bits) and stamp.age(moment) >= AT_ONCE:
        return None
    return effort if _seconds_left(form, stamp, effort) else None


def _seconds_left(form: DetailsForm, stamp: Stamp, effort: Effort) -> int:
    moment = now()
    ticket = read_ticket(form.data.get("ticket", ""), moment)
    counted = (ticket if ticket and ticket.nonce == stamp.nonce else None) if effort.ticket else stamp
    waited = counted.age(moment) // SECOND if counted else 0
    return max(0, effort.seconds - waited)


def _wait(
    request: HttpRequest, way: Way, choice: Choice, form: DetailsForm, stamp: Stamp, effort: Effort
) -> HttpResponse:
    """Nothing is lost: a button sends all of it again, and counts after some seconds or with a proof."""
    known = form.data.get("ticket", "")
    ticket = known if read_ticket(known, now()) else make_ticket(stamp.nonce, now())
    context = {
        "form": form,
        "effort": effort,
        "ticket": ticket,
        "seconds": _seconds_left(form, stamp, effort),
        "least": AT_ONCE // SECOND,
    }
    return page(request, "giving/wait.html", _context(way, choice) | context)


def _stopped(request: HttpRequest, way: Way, choice: Choice, form: DetailsForm) -> HttpResponse:
    context = {"form": form, "hours": STOPPED // HOUR}
    response = page(request, "giving/stopped.html", _context(way, choice) | context, status=429)
    response["Retry-After"] = str(STOPPED // SECOND)
    return response
