from django.db import migrations
from django.utils import timezone

ROLES = {"Secretariat": "secretary", "Editors": "editor"}


def give_mandates(apps, schema_editor):
    """Who was put into a group of the CMS keeps what they may do: by a mandate, from which it follows now.

    Nothing of them is shown in public until somebody chooses so.
    """
    User = apps.get_model("accounts", "User")
    Mandate = apps.get_model("network", "Mandate")
    AuditEntry = apps.get_model("accounts", "AuditEntry")
    for user in User.objects.filter(groups__name__in=ROLES, is_active=True).distinct().order_by("pk"):
        person = person_of(apps, user)
        if person.erased_at is not None:
            continue
        since = timezone.localdate(user.date_joined)
        for role in sorted(ROLES[group.name] for group in user.groups.filter(name__in=ROLES)):
            if Mandate.objects.filter(person=person, role=role, until=None).exists():
                continue
            mandate = Mandate.objects.create(person=person, role=role, since=since)
            AuditEntry.objects.create(
                action="record_mandate",
                subject_kind="network.mandate",
                subject_id=str(mandate.pk),
                after={"person": person.pk, "role": role, "since": since.isoformat(), "until": None},
            )


def person_of(apps, user):
    Person = apps.get_model("network", "Person")
    person = Person.objects.filter(user=user).first()
    if person is None:
        person = Person.objects.filter(user=None, email__iexact=user.email, erased_at=None).first()
        person = person or Person(name=user.name, email=user.email, language=user.language, listing="nothing")
        person.user = user
        person.save()
    return person


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0001_initial"),
        ("network", "0001_initial"),
        ("accounts", "0003_rights_follow_from_mandates"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(give_mandates, migrations.RunPython.noop)]
