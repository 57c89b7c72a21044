"""The people of the directory: who they are, how they are reached, what the public sees of them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from enlace.accounts.rules import can_activate_account, can_deactivate_account
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.network.models import Listing, Mandate, Person
from enlace.network.people_actions import CONTACT_FIELDS, TAKEN, choose_listing, correct_person, introduce_person
from enlace.network.people_queries import letters_seen, listing_previews, people_found, people_shown, person_shown
from enlace.network.prefilled import prefilled
from enlace.network.record_forms import AddPersonForm, ContactForm, ListingForm, PeopleSearchForm
from enlace.network.roles import roles_of
from enlace.network.rules import (
    can_choose_listing,
    can_correct_person,
    can_erase_person,
    can_invite,
    can_record_mandate,
    can_record_person,
    can_see_held,
)

PER_PAGE = 50


@login_required
def people(request: HttpRequest) -> HttpResponse:
    require(roles_of(request.user).is_member)
    manages = can_record_person(request.user)
    form = PeopleSearchForm(request.GET, by_standing=manages)
    wanted = form.wanted()
    leaf = Paginator(people_found(request.user, **wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "leaf": leaf,
        "shown": people_shown(request.user, list(leaf.object_list)),
        "manages": manages,
        "narrowed": any(wanted.values()),
        "query": urlencode({"q": wanted["words"], "standing": wanted["standing"]}),
    }
    return page(request, "network/people.html", context)


@login_required
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=person_id)
    context = {
        "person": person,
        "their_language": dict(settings.LANGUAGES).get(person.language, person.language),
        "lists": roles_of(request.user).is_member,
        "shown": person_shown(request.user, person),
        "letters": letters_seen(request.user, person),
        "manages": can_record_mandate(request.user),
        "may_correct": can_correct_person(request.user, person),
        "may_choose": can_choose_listing(request.user, person),
        "may_invite": can_invite(request.user, person),
        "may_see_held": can_see_held(request.user, person),
        "may_erase": can_erase_person(request.user, person),
        "may_deactivate": person.user and can_deactivate_account(request.user, person.user),
        "may_activate": person.user and can_activate_account(request.user, person.user),
    }
    return page(request, "network/person.html", context)


@login_required
def add_person(request: HttpRequest) -> HttpResponse:
    require(can_record_person(request.user))
    form = AddPersonForm(request.POST or None, initial=prefilled(request.GET, AddPersonForm))
    if form.is_valid():
        try:
            mandate = introduce_person(form.contact(), form.fill(Mandate()), by=request.user, **form.options())
        except ValidationError as error:
            form.add_errors(error)
        else:
            messages.success(request, _("%(person)s is in the directory.") % {"person": mandate.person})
            return redirect(mandate.person)
    taken = form.has_error("email", TAKEN)
    twin = Person.objects.filter(email__iexact=form.data.get("email", "").strip()).first() if taken else None
    return page(request, "network/add_person.html", {"form": form, "twin": twin})


@login_required
def correct(request: HttpRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=person_id)
    require(can_correct_person(request.user, person))
    form = ContactForm(request.POST or None, initial={field: getattr(person, field) for field in CONTACT_FIELDS})
    if form.is_valid():
        try:
            correct_person(person, by=request.user, **form.contact())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(person)
    return page(request, "network/correct_person.html", {"person": person, "form": form})


@login_required
def listing(request: HttpRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=person_id)
    require(can_choose_listing(request.user, person))
    form = ListingForm(request.POST or None, initial={"listing": person.listing})
    if form.is_valid():
        choose_listing(person, Listing(form.cleaned_data["listing"]), by=request.user)
        messages.success(request, _("From now on the public sees: %(what)s.") % {"what": person.get_listing_display()})
        return redirect(person)
    context = {"person": person, "form": form, "previews": listing_previews(person)}
    return page(request, "network/choose_listing.html", context)
