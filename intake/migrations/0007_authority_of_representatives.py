from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who named a representative, and when and why the authority ended."""

    dependencies = [
        ('intake', '0006_seals'),
        ('mentoring_pages', '0021_every_roadmap_stage_has_a_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='guardianship',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='прекращено, последний день'),
        ),
        migrations.AddField(
            model_name='guardianship',
            name='ended_why',
            field=models.CharField(blank=True, max_length=300, verbose_name='почему прекращено'),
        ),
        migrations.AddField(
            model_name='guardianship',
            name='named_by',
            field=models.CharField(choices=[('school', 'школа, по своим документам'), ('representative', 'сам представитель'), ('participant', 'участник')], default='school', max_length=20, verbose_name='кто назвал'),
        ),
    ]
