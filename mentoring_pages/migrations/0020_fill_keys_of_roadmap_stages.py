import uuid

from django.db import migrations


def give_each_stage_a_key(apps, schema_editor):
    stages = apps.get_model("mentoring_pages", "RoadmapStage").objects.using(
        schema_editor.connection.alias
    )
    for pk in stages.order_by("pk").values_list("pk", flat=True):
        stages.filter(pk=pk).update(key=uuid.uuid4())


class Migration(migrations.Migration):
    """Stages of before get keys of their own; a mark already kept is asked for once more."""

    dependencies = [("mentoring_pages", "0019_key_of_a_roadmap_stage")]

    operations = [migrations.RunPython(give_each_stage_a_key, migrations.RunPython.noop)]
