"""The answers of OAI-PMH 2.0 as XML."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from lxml import etree

from enlace.core.clock import now
from enlace.core.languages import default_language
from enlace.core.xml_text import writable
from enlace.library.harvesting.questions import (
    FORMAT,
    Refused,
    checked_arguments,
    refuse_format,
    selection_of,
    token_for,
)
from enlace.library.harvesting.records import Harvested, Leaf, earliest, one_record, page_of_records
from enlace.library.models import Collection

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
NAMESPACES: Any = {None: OAI, "xsi": XSI}
type Element = Any


def answer_to(given: Mapping[str, list[str]], *, email: str, name: str) -> bytes:
    """`given` are the arguments as they came; `email` and `name` are the repository's."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap=NAMESPACES)
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {SCHEMA}")
    _add(root, "responseDate", _stamp(now()))
    request = _add(root, "request", base_address())
    try:
        said = checked_arguments(given)
        for argument, value in said.items():
            request.set(argument, writable(value))
        root.append(_answer(said, email, name))
    except Refused as refused:
        _add(root, "error", refused.sentence).set("code", refused.code)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def base_address() -> str:
    return settings.BASE_URL + reverse("publications:oai")


def _answer(said: Mapping[str, str], email: str, name: str) -> Element:
    answer = etree.Element(f"{{{OAI}}}{said['verb']}")
    if said["verb"] == "Identify":
        _identify(answer, email, name)
    elif said["verb"] == "ListMetadataFormats":
        _formats(answer, said.get("identifier", ""))
    elif said["verb"] == "ListSets":
        _sets(answer, said)
    elif said["verb"] == "GetRecord":
        refuse_format(said["metadataPrefix"])
        _record(answer, one_record(said["identifier"]))
    else:
        whole = said["verb"] == "ListRecords"
        leaf = page_of_records(selection_of(said), whole=whole)
        for one in leaf.records:
            if whole:
                _record(answer, one)
            else:
                _header(answer, one)
        _token(answer, said["verb"], leaf)
    return answer


def _identify(answer: Element, email: str, name: str) -> None:
    _add(answer, "repositoryName", name)
    _add(answer, "baseURL", base_address())
    _add(answer, "protocolVersion", "2.0")
    _add(answer, "adminEmail", email)
    _add(answer, "earliestDatestamp", _stamp(earliest()))
    _add(answer, "deletedRecord", "persistent")
    _add(answer, "granularity", "YYYY-MM-DDThh:mm:ssZ")


def _formats(answer: Element, identifier: str) -> None:
    if identifier:
        one_record(identifier, whole=False)
    found = _add(answer, "metadataFormat")
    _add(found, "metadataPrefix", FORMAT)
    _add(found, "schema", DC_SCHEMA)
    _add(found, "metadataNamespace", OAI_DC)


def _sets(answer: Element, said: Mapping[str, str]) -> None:
    """All at once: there are as many as the library has shelves."""
    if "resumptionToken" in said:
        raise Refused("badResumptionToken", "The sets are given at once, without a resumptionToken.")
    shelves: Sequence[Collection] = list(Collection.objects.all())
    if not shelves:
        raise Refused("noSetHierarchy", "There are no sets.")
    with override(default_language()):
        for one in shelves:
            found = _add(answer, "set")
            _add(found, "setSpec", one.slug)
            _add(found, "setName", str(one.name))


def _record(answer: Element, record: Harvested) -> None:
    found = _add(answer, "record")
    _header(found, record)
    if record.elements is None:
        return
    core = etree.SubElement(_add(found, "metadata"), f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    core.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {DC_SCHEMA}")
    for one in record.elements:
        element = etree.SubElement(core, f"{{{DC}}}{one.name}")
        element.text = writable(one.text)
        if one.language:
            element.set(LANGUAGE, one.language)


def _header(answer: Element, record: Harvested) -> None:
    found = _add(answer, "header")
    if record.deleted:
        found.set("status", "deleted")
    _add(found, "identifier", record.identifier)
    _add(found, "datestamp", _stamp(record.changed_at))
    if record.collection:
        _add(found, "setSpec", record.collection)


def _token(answer: Element, verb: str, leaf: Leaf) -> None:
    """Empty on the last page of several; none where there is one page."""
    if leaf.following is None and leaf.selection.after is None:
        return
    found = _add(answer, "resumptionToken", token_for(verb, leaf.following) if leaf.following else "")
    found.set("completeListSize", str(leaf.total))
    found.set("cursor", str(leaf.selection.cursor))


def _add(parent: Element, name: str, text: str = "") -> Element:
    element = etree.SubElement(parent, f"{{{OAI}}}{name}")
    if text:
        element.text = writable(text)
    return element


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
