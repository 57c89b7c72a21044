"""What the audit log calls things, in the words of its reader."""

from datetime import date

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.core.permission import RULES
from enlace.core.texts import Text
from enlace.network.audit import Author
from enlace.network.dated import day_in_words
from enlace.network.models import Invitation, Mandate, Membership, Nomination

ACTIONS = {
    "confirm_rest": gettext_lazy("Confirm all facts of a questionnaire that were left"),
    "discard_table": gettext_lazy("Remove a table that was uploaded"),
    "keep_table": gettext_lazy("Upload a table"),
    "keep_upload": gettext_lazy("Upload pages of an older site"),
    "import_page": gettext_lazy("Import a page of an older site"),
    "import_picture": gettext_lazy("Import a picture of an older site"),
    "import_theme": gettext_lazy("Import a theme into the vocabulary"),
    "refuse_scheduled_page": gettext_lazy("Leave a scheduled page unpublished"),
    "forget_needs": gettext_lazy("Forget what delegates needed at a meeting that is over"),
    "register_by_link": gettext_lazy("Register as a delegate, by the personal link"),
    "add_session": gettext_lazy("Add a session to the agenda"),
    "change_session": gettext_lazy("Change a session of the agenda"),
    "move_session": gettext_lazy("Move a session earlier or later"),
    "shift_day": gettext_lazy("Move the sessions of a day to another"),
    "add_speaker": gettext_lazy("Add a speaker to a session"),
    "change_speaker": gettext_lazy("Change a speaker of a session"),
    "move_speaker": gettext_lazy("Change the order of speakers"),
    "add_photo": gettext_lazy("Add a photo of a meeting"),
    "change_photo": gettext_lazy("Say anew what a photo of a meeting shows"),
    "move_photo": gettext_lazy("Change the order of the photos of a meeting"),
    "remove_photo": gettext_lazy("Remove a photo of a meeting"),
    "settle_approval": gettext_lazy("End a round of approval of minutes"),
    "undo_check_in": gettext_lazy("Take back a check-in at the door"),
    "move_paper": gettext_lazy("Change the place of a paper"),
    "add_paper_text": gettext_lazy("Add the file of a paper in one language"),
    "remove_paper_text": gettext_lazy("Remove a language of a paper, with its file"),
    "forget_voices": gettext_lazy("Forget whose the voices of a consultation were"),
    "add_statement": gettext_lazy("Add a statement to a consultation"),
    "change_statement": gettext_lazy("Change a statement of a consultation"),
    "accept_statement": gettext_lazy("Accept a proposed statement"),
    "reject_statement": gettext_lazy("Reject a statement or take it out"),
    "keep_commitments": gettext_lazy("Upload a table of commitments"),
    "discard_commitments": gettext_lazy("Remove an uploaded table of commitments"),
    "remember_columns": gettext_lazy("Remember which column of a table is what"),
    "remove_column_map": gettext_lazy("Forget which column of a table is what"),
    "move_collection": gettext_lazy("Change the order of the collections"),
    "move_section": gettext_lazy("Change the order of the sections of a joint strategy"),
    "move_report_section": gettext_lazy("Change the order of the sections of a report"),
    "leave_out_report_section": gettext_lazy("Leave a section out of a report"),
    "put_back_report_section": gettext_lazy("Put a section back into a report"),
    "add_report_section": gettext_lazy("Add a section to a report"),
    "write_report_section": gettext_lazy("Write a section of a report"),
    "unlink_target": gettext_lazy("Say that a commitment does not serve a target after all"),
    "accept_invitation": gettext_lazy("Accept an invitation"),
    "give_access": gettext_lazy("Give access to an account that there was already"),
    "export_audit": gettext_lazy("Export the audit log"),
    "export_held": gettext_lazy("Export what is held on a person"),
    "forget_invitations": gettext_lazy("Forget invitations that are over"),
    "forget_sessions": gettext_lazy("Forget sessions that are over"),
    "forget_mail": gettext_lazy("Forget that mail was sent"),
    "begin_gift": gettext_lazy("Begin a gift on the form"),
    "refuse_gift": gettext_lazy("Refuse a gift by the policy"),
    "receive_payment": gettext_lazy("Receive the payment of a gift"),
    "refund_payment": gettext_lazy("Give back a payment"),
    "fail_refund": gettext_lazy("Learn that the provider refuses a refund"),
    "end_gift": gettext_lazy("End a monthly gift"),
    "record_rate": gettext_lazy("Record a rate of exchange"),
    "remove_rate": gettext_lazy("Remove a rate of exchange"),
    "change_recipient": gettext_lazy("Change the recipient of gifts"),
    "change_policy": gettext_lazy("Change the policy of gifts"),
    "record_offer": gettext_lazy("Set up a currency of gifts"),
    "record_tax_text": gettext_lazy("Record a legal text of receipts"),
    "remove_tax_text": gettext_lazy("Remove a legal text of receipts"),
}
"""Of actions that no rule of the same name describes."""

FACTS = {
    "entries": gettext_lazy("mechanisms kept in the edition"),
    "unaccepted": gettext_lazy("questionnaires not accepted"),
    "facts": gettext_lazy("facts that were written"),
    "mechanisms": gettext_lazy("mechanisms"),
    "account": gettext_lazy("account"),
    "accepted": gettext_lazy("accepted"),
    "place": gettext_lazy("place"),
    "approved": gettext_lazy("approved"),
    "answers": gettext_lazy("answers"),
    "checked_in_at": gettext_lazy("checked in"),
    "objections": gettext_lazy("objections"),
    "sessions": gettext_lazy("sessions"),
    "with": gettext_lazy("in the place of session"),
    "added_mandate": gettext_lazy("mandates added"),
    "added_membership": gettext_lazy("memberships added"),
    "added_organisation": gettext_lazy("organisations added"),
    "added_person": gettext_lazy("people added"),
    "added_state": gettext_lazy("states added"),
    "action": gettext_lazy("action"),
    "changed": gettext_lazy("changed"),
    "changed_mandate": gettext_lazy("mandates changed"),
    "changed_membership": gettext_lazy("memberships changed"),
    "changed_organisation": gettext_lazy("organisations changed"),
    "changed_person": gettext_lazy("people changed"),
    "format": gettext_lazy("format"),
    "groups": gettext_lazy("groups"),
    "id": gettext_lazy("number"),
    "invitations": gettext_lazy("invitations"),
    "is_superuser": gettext_lazy("administrator"),
    "kind": gettext_lazy("kind of record"),
    "language": gettext_lazy("language"),
    "letters": gettext_lazy("letters whose files were erased"),
    "number": gettext_lazy("version"),
    "owner": gettext_lazy("belongs to"),
    "owner_id": gettext_lazy("number of what it belongs to"),
    "people": gettext_lazy("people"),
    "removed": gettext_lazy("removed"),
    "rows": gettext_lazy("rows"),
    "sha256": gettext_lazy("checksum"),
    "since": gettext_lazy("from"),
    "size": gettext_lazy("size"),
    "table": gettext_lazy("table"),
    "until": gettext_lazy("until"),
    "audience": gettext_lazy("audience"),
    "languages": gettext_lazy("languages"),
    "organisation": gettext_lazy("organisation"),
    "state": gettext_lazy("state"),
    "statements": gettext_lazy("statements"),
    "commitment": gettext_lazy("commitment (number)"),
    "may_publish": gettext_lazy("may be published"),
    "organisations": gettext_lazy("organisations"),
    "overtaken": gettext_lazy("act that it overtook"),
    "parties": gettext_lazy("parties"),
    "progress": gettext_lazy("report of progress"),
    "section": gettext_lazy("section"),
    "signed_at": gettext_lazy("signed on"),
    "silent": gettext_lazy("nothing reported"),
    "states": gettext_lazy("states"),
    "strategy": gettext_lazy("joint strategy (number)"),
    "target": gettext_lazy("target (number)"),
    "versions": gettext_lazy("versions"),
    "text": gettext_lazy("text"),
    "title": gettext_lazy("title"),
    "voters": gettext_lazy("voices"),
    "votes": gettext_lazy("votes"),
    "confirmed": gettext_lazy("confirmed"),
    "contributors": gettext_lazy("contributors"),
    "from_contribution": gettext_lazy("made from a contribution (number)"),
    "from_evidence": gettext_lazy("made from evidence (number)"),
    "from_paper": gettext_lazy("made from a paper (number)"),
    "into": gettext_lazy("into"),
    "joined": gettext_lazy("joined"),
    "merged": gettext_lazy("merged"),
    "pages": gettext_lazy("pages"),
    "publication": gettext_lazy("publication (number)"),
    "reason": gettext_lazy("reason"),
    "records": gettext_lazy("records"),
    "status": gettext_lazy("status"),
    "version": gettext_lazy("version"),
    "edition": gettext_lazy("edition (number)"),
    "photos": gettext_lazy("photos (numbers)"),
    "remark": gettext_lazy("remark (number)"),
    "subject": gettext_lazy("of what"),
    "sums": gettext_lazy("checksums of the data"),
    "words": gettext_lazy("words"),
    "compared": gettext_lazy("payments compared"),
    "found": gettext_lazy("differences found"),
    "month": gettext_lazy("month"),
    "payment": gettext_lazy("payment (number)"),
    "receipt": gettext_lazy("receipt"),
    "year": gettext_lazy("year"),
}
"""Of values that are no field of the record that a line is about."""


NAMELESS = {
    *["files.File", "files.Version", "network.SuccessionWarning", "usersessions.UserSession"],
    *["commitments.SectionVersion", "commitments.SectionComment", "commitments.Confirmation"],
    *["mechanisms.Answer", "mechanisms.FieldQuestion", "mechanisms.Questionnaire"],
}


def action_in_words(action: str, kind: str = "") -> str:
    """`kind` is the record's, as `app.model`: two apps may have actions of one name."""
    if action in ACTIONS:
        return str(ACTIONS[action])
    rules = [rule for rule in RULES.values() if rule.name == f"can_{action}"]
    rule = next((rule for rule in rules if kind.startswith(f"{rule.app}.")), rules[0] if rules else None)
    return str(rule.does) if rule else capfirst(action.replace("_", " "))


def kind_in_words(kind: str) -> str:
    """Of `app.model`; as it is written where the program no longer knows such a model."""
    try:
        return capfirst(str(apps.get_model(kind)._meta.verbose_name))
    except (LookupError, ValueError):
        return kind


def record_in_words(record: models.Model | None) -> Text | str:
    """What it is called now; empty for what nobody calls by a name."""
    if isinstance(record, Mandate):
        return office_in_words(record)
    if isinstance(record, Membership):
        return str(record.state or record.organisation)
    if isinstance(record, Nomination):
        return f"{record.state}, {day_in_words(record.dated)}"
    if isinstance(record, Invitation):
        return str(record.person)
    if record is None or record._meta.label in NAMELESS:
        return ""
    shown: Text | str = getattr(record, "shown_title", "") or getattr(record, "shown_name", "") or str(record)
    return shown


def author_in_words(author: Author) -> str:
    """Their name as it stands now, or that it is erased."""
    user, person = author.user, author.person
    if user is None:
        return _("command line")
    if person and person.erased_at:
        return _("erased (account %(number)d)") % {"number": user.pk}
    return (person.name if person else "") or user.name or user.email


def office_in_words(mandate: Mandate | None) -> str:
    """E.g. focal point, Uruguay."""
    if mandate is None:
        return ""
    body = str(mandate.state or mandate.organisation or "")
    return ", ".join(part for part in (mandate.get_role_display(), body) if part)


def office_of(author: Author, day: date) -> str:
    """The office in which they did what they did on `day`."""
    if author.user is None:
        return ""
    mandate = author.mandate_on(day)
    return office_in_words(mandate) or (_("administrator") if author.user.is_superuser else "")
