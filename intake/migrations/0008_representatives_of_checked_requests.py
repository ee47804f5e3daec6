from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill_what_staff_had_checked(apps, schema_editor):
    alias = schema_editor.connection.alias
    requests = apps.get_model("intake", "IntakeRequest").objects.using(alias)
    rows = apps.get_model("intake", "Guardianship").objects.using(alias)
    checked = requests.filter(
        state="checked",
        checked_at__isnull=False,
        guardian=OuterRef("guardian"),
        participant=OuterRef("ward"),
    ).order_by("checked_at")
    rows.filter(checked_at__isnull=True).update(
        checked_at=Subquery(checked.values("checked_at")[:1]),
    )


class Migration(migrations.Migration):
    """Whose request staff had checked keeps papers in force: the authority was looked at then."""

    dependencies = [("intake", "0007_authority_of_representatives")]

    operations = [migrations.RunPython(fill_what_staff_had_checked, migrations.RunPython.noop)]
