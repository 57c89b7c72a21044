from django.db import migrations, models

from enlace.themes.terms import by_language, corresponding


def lists_become_terms(apps, schema_editor):
    """What stood at the same place of lists of the same length translates one another still."""
    for theme in apps.get_model("themes", "Theme").objects.all():
        theme.terms = corresponding(theme.alternatives or {})
        theme.save(update_fields=["terms"])


def terms_become_lists(apps, schema_editor):
    for theme in apps.get_model("themes", "Theme").objects.all():
        theme.alternatives = by_language(theme.terms)
        theme.save(update_fields=["alternatives"])


class Migration(migrations.Migration):
    dependencies = [("themes", "0001_initial")]

    operations = [
        migrations.AddField(
            "theme", "terms", models.JSONField(blank=True, default=list, verbose_name="alternative labels")
        ),
        migrations.RunPython(lists_become_terms, terms_become_lists),
        migrations.RemoveField("theme", "alternatives"),
        migrations.AddField(
            "theme",
            "uri",
            models.CharField(blank=True, default="", max_length=400, verbose_name="name in another vocabulary"),
            preserve_default=False,
        ),
        migrations.AddField(
            "theme",
            "former_slugs",
            models.JSONField(blank=True, default=list, editable=False, verbose_name="former slugs"),
        ),
        migrations.AddConstraint(
            "theme",
            models.UniqueConstraint(
                condition=models.Q(("uri", ""), _negated=True), fields=("uri",), name="themes_theme_uri_once"
            ),
        ),
    ]
