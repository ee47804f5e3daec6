import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """An empty key first: a default would give every stage that exists the same one."""

    dependencies = [("mentoring_pages", "0018_imported_files")]

    operations = [
        migrations.AddField(
            model_name="roadmapstage",
            name="key",
            field=models.UUIDField(
                default=uuid.uuid4, editable=False, null=True, verbose_name="ключ"
            ),
        ),
    ]
