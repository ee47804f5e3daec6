import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mentoring_pages", "0020_fill_keys_of_roadmap_stages")]

    operations = [
        migrations.AlterField(
            model_name="roadmapstage",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="ключ"),
        ),
    ]
