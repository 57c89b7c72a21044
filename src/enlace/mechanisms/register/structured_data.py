"""Schema.org in JSON-LD: what a mechanism is, of a published one alone."""

from typing import Any

from django.http import HttpRequest

from enlace.mechanisms.models import Mechanism


def described(request: HttpRequest, mechanism: Mechanism) -> dict[str, Any]:
    """As everybody reads it in the active language: without the contact unless that is public."""
    contact = mechanism.contact_public and {
        "@type": "ContactPoint",
        "name": str(mechanism.contact),
        "email": mechanism.contact_email,
        "telephone": mechanism.contact_phone,
    }
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "url": request.build_absolute_uri(mechanism.get_absolute_url()),
        "name": str(mechanism.shown_name),
        "foundingDate": mechanism.launched_on,
        "areaServed": {"@type": "Country", "name": mechanism.country_name, "identifier": mechanism.country},
        "parentOrganization": mechanism.host and {"@type": "Organization", "name": str(mechanism.host)},
        "contactPoint": contact and {name: value for name, value in contact.items() if value},
    }
    return {name: value for name, value in facts.items() if value}
