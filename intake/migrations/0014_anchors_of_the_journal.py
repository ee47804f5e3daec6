import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The nightly anchors of a school's journal and their letters."""

    dependencies = [
        ('intake', '0013_receipts_of_consents'),
        ('mentoring_pages', '0021_every_roadmap_stage_has_a_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnchorMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('anchor_key', models.UUIDField(unique=True)),
                ('school_key', models.CharField(db_index=True, max_length=40)),
                ('state', models.CharField(choices=[('queued', 'ждёт отправки'), ('sent', 'отправлен'), ('failed', 'не отправлен')], default='queued', max_length=10, verbose_name='состояние')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='попыток')),
                ('queued_at', models.DateTimeField(verbose_name='поставлено')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='отправлено')),
                ('failure', models.CharField(blank=True, max_length=200, verbose_name='почему не отправлено')),
            ],
            options={
                'verbose_name': 'отправка якоря',
                'verbose_name_plural': 'отправки якорей',
            },
        ),
        migrations.CreateModel(
            name='JournalAnchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('school_key', models.CharField(max_length=40)),
                ('number', models.PositiveIntegerField(verbose_name='номер')),
                ('day', models.DateField(verbose_name='день')),
                ('sequence', models.PositiveBigIntegerField(verbose_name='последняя запись')),
                ('digest', models.CharField(max_length=64, verbose_name='её SHA-256')),
                ('body', models.TextField(verbose_name='содержание')),
                ('signature', models.BinaryField(verbose_name='подпись школы')),
                ('trouble', models.CharField(blank=True, max_length=30, verbose_name='почему без подписи или метки времени')),
                ('made_at', models.DateTimeField(verbose_name='сделан')),
            ],
            options={
                'verbose_name': 'якорь журнала',
                'verbose_name_plural': 'якоря журнала',
                'ordering': ['school_key', '-number'],
                'constraints': [models.UniqueConstraint(fields=('school_key', 'day'), name='intake_anchor_once_a_day'), models.UniqueConstraint(fields=('school_key', 'number'), name='intake_anchor_number_once')],
            },
        ),
    ]
