"""The texts of sections are only ever added to: what one hand wrote is kept, whatever another wrote meanwhile."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, SectionVersion, StrategySection, body_fields
from enlace.commitments.strategies.locking import locked_section, locked_version
from enlace.commitments.strategies.rules import (
    can_accept_change,
    can_decline_change,
    can_propose_change,
    can_write_section,
)
from enlace.commitments.strategies.section_heads import counts, heads_of, is_open
from enlace.core.languages import language_codes
from enlace.core.permission import require

LONGEST, LONGEST_WHY = 100_000, 300


@transaction.atomic
def write_section(
    section: StrategySection,
    *,
    by: Anyone | None,
    body: Body | None,
    language: str,
    text: str,
    base: SectionVersion | None = None,
    merged: SectionVersion | None = None,
    why: str = "",
) -> SectionVersion:
    """The version that holds the text: a new one, or the one that says the same already.

    `base` is the version from which the writer began, None where the section had no text in this language. `merged` is
    the other head that this text joins; it is written upon both. `body` None is the secretariat's own hand.
    """
    section = locked_section(section)
    require(can_write_section(by, section, body))
    text = _tidy(text)
    _check(section, text, language, base, merged)
    versions = list(section.versions.filter(language=language))
    if known := _same(versions, text, base, merged):
        return known
    upon = [one for one in (merged, base) if one and one.text != text] if merged else [base]
    moment = timezone.now()
    said = {"text": text, "language": language, "why": why, **body_fields(body)}
    return [_write(section, one, by, moment, said) for one in upon or [base]][-1]


@transaction.atomic
def propose_change(
    section: StrategySection,
    *,
    by: Anyone | None,
    body: Body | None,
    language: str,
    text: str,
    base: SectionVersion | None = None,
    why: str = "",
) -> SectionVersion:
    """A text that counts once somebody else accepted it; the same one proposed twice is one proposal."""
    section = locked_section(section)
    require(can_propose_change(by, section, body))
    text = _tidy(text)
    _check(section, text, language, base, None)
    if base and base.text == text:
        raise ValidationError({"text": _("This is the text as it stands. Change it, then propose the change.")})
    same = section.versions.filter(language=language, text=text, base=base, **body_fields(body))
    if known := next((one for one in same if is_open(one)), None):
        return known
    said = {"text": text, "language": language, "why": why, "proposed": True, **body_fields(body)}
    return _write(section, base, by, timezone.now(), said)


@transaction.atomic
def accept_change(version: SectionVersion, *, by: Anyone | None) -> SectionVersion:
    """It counts from now on; where the text went on meanwhile, both stand side by side to be joined."""
    version = locked_version(version)
    require(can_accept_change(by, version))
    version.accepted_at = timezone.now()
    version.save(update_fields=["accepted_at"])
    record("accept_change", version, by=by, after={"accepted_at": version.accepted_at.isoformat()})
    return version


@transaction.atomic
def decline_change(version: SectionVersion, *, by: Anyone | None, why: str) -> SectionVersion:
    """Raises ValidationError at `why` where no reason is given."""
    version = locked_version(version)
    require(can_decline_change(by, version))
    why = " ".join(why.split())
    if not why:
        raise ValidationError({"why": _("Say in a sentence why, so that it can be proposed otherwise.")})
    if len(why) > LONGEST_WHY:
        raise ValidationError({"why": _("Say it in 300 characters at the most.")})
    version.declined_at, version.declined_why = timezone.now(), why
    version.save(update_fields=["declined_at", "declined_why"])
    record("decline_change", version, by=by, after={"declined_at": version.declined_at.isoformat()})
    return version


def _write(
    section: StrategySection,
    base: SectionVersion | None,
    by: Anyone | None,
    moment: datetime,
    said: dict[str, Any],
) -> SectionVersion:
    version = SectionVersion(section=section, base=base, at=moment, **said)
    version.by = by if isinstance(by, User) else None
    version.full_clean(exclude=["by", "section", "base"])
    version.save()
    after = {"section": section.pk, "base": base.pk if base else None, "language": version.language}
    record("propose_change" if version.proposed else "write_section", version, by=by, after=after)
    return version


def _tidy(text: str) -> str:
    """One kind of line end, and none at the end; no character that a database refuses."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _check(
    section: StrategySection,
    text: str,
    language: str,
    base: SectionVersion | None,
    merged: SectionVersion | None,
) -> None:
    for one in filter(None, (base, merged)):
        if one.section_id != section.pk or one.language != language or not counts(one):
            raise ValidationError(_("The text you began from is another. Open the section again and paste your text."))
    if merged and (base is None or merged.pk == base.pk):
        raise ValidationError(_("Two texts are joined: name both."))
    if language not in language_codes():
        raise ValidationError({"language": _("Choose one of the languages of the network.")})
    if not base and not text:
        raise ValidationError({"text": _("There is nothing to save yet. Write the text first.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("This is longer than a section can be. Make two sections of it.")})


def _same(
    versions: list[SectionVersion], text: str, base: SectionVersion | None, merged: SectionVersion | None
) -> SectionVersion | None:
    """The writer's own beginning, a head, or what the same form saved when it was sent before."""
    if merged is None and base and base.text == text:
        return base
    counting = [one for one in versions if counts(one)]
    heads = [head for found in heads_of(counting).values() for head in found]
    sent = [one for one in counting if one.base_id == (base.pk if base else None) and not one.proposed]
    if merged and any(one in heads for one in (base, merged)):
        return None
    return next((one for one in (*heads, *sent) if one.text == text), None)
