"""A withdrawal is about one consent: one open paper for each consent and role, however many of a
request are withdrawn at once."""

from django.db import migrations, models


def close_repeated(apps, schema_editor):
    """Of several open withdrawals of one consent by one role the newest stays open."""
    Document = apps.get_model("intake", "Document")
    rows = Document.objects.using(schema_editor.connection.alias).filter(
        kind="withdrawal", state="prepared", points_to__isnull=False
    )
    seen = set()
    for pk, consent, variant in rows.order_by("-made_at", "-pk").values_list(
        "pk", "points_to_id", "variant"
    ):
        if (consent, variant) in seen:
            Document.objects.using(schema_editor.connection.alias).filter(pk=pk).update(
                state="void"
            )
        seen.add((consent, variant))


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0026_people_recorded_twice"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="document",
            name="intake_one_prepared_paper_per_kind",
        ),
        migrations.RunPython(close_repeated, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "prepared"), models.Q(("kind", "withdrawal"), _negated=True)),
                fields=("request", "kind", "variant"),
                name="intake_one_prepared_paper_per_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "withdrawal"), ("state", "prepared")),
                fields=("points_to", "variant"),
                name="intake_one_prepared_withdrawal",
            ),
        ),
    ]
