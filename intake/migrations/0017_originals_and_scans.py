import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Where a signed original lies, and its scan."""

    dependencies = [
        ('intake', '0016_terms_of_keeping'),
        ('mentoring_pages', '0021_every_roadmap_stage_has_a_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='papercopy',
            name='kind',
            field=models.CharField(choices=[('shown', 'показанный документ'), ('signed', 'с листом подписания'), ('sealed', 'с листом подписания и печатью сервиса'), ('scan', 'скан подписанной бумаги')], max_length=10, verbose_name='вид'),
        ),
        migrations.CreateModel(
            name='PaperOriginal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='ключ')),
                ('state', models.CharField(choices=[('waiting', 'ждёт второго сотрудника'), ('recorded', 'записан'), ('refused', 'не принят')], max_length=10, verbose_name='состояние')),
                ('signed_on', models.DateField(verbose_name='дата подписи на бумаге')),
                ('kept_where_encrypted', models.BinaryField(verbose_name='где хранится')),
                ('is_own_family', models.BooleanField(default=False, verbose_name='бумага семьи сотрудника')),
                ('was_compared', models.BooleanField(default=False, verbose_name='сведения о людях изменились после печати, сотрудник сверил бумагу')),
                ('recorded_by_key', models.CharField(max_length=40, verbose_name='кто записал')),
                ('recorded_at', models.DateTimeField(verbose_name='записано')),
                ('decided_by_key', models.CharField(blank=True, max_length=40, verbose_name='второй сотрудник')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='второй сотрудник сверил')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='originals', to='intake.document', verbose_name='документ')),
            ],
            options={
                'verbose_name': 'бумажный оригинал',
                'verbose_name_plural': 'бумажные оригиналы',
                'ordering': ['-recorded_at'],
            },
        ),
        migrations.AddConstraint(
            model_name='paperoriginal',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'recorded'])), fields=('document',), name='intake_one_original_of_a_paper'),
        ),
    ]
