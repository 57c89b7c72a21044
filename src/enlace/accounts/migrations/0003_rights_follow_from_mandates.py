from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_audit_kept")]

    operations = [migrations.RemoveField("user", "is_staff")]
