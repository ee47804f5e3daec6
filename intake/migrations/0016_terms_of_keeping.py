import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Holds, and the acts of what was destroyed."""

    dependencies = [
        ('intake', '0015_data_requests'),
        ('mentoring_pages', '0021_every_roadmap_stage_has_a_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DestructionAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='ключ')),
                ('day', models.DateField(verbose_name='день')),
                ('made_at', models.DateTimeField(verbose_name='составлен')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='destruction_acts', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'акт об уничтожении',
                'verbose_name_plural': 'акты об уничтожении',
                'ordering': ['-day'],
            },
        ),
        migrations.CreateModel(
            name='DestroyedPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_key', models.UUIDField(unique=True, verbose_name='ключ человека')),
                ('reason', models.CharField(choices=[('term', 'истёк срок хранения'), ('unanswered', 'семья не ответила, срок ожидания истёк'), ('asked', 'по требованию, других оснований хранить нет')], max_length=10, verbose_name='почему')),
                ('kept_until', models.DateField(null=True, verbose_name='хранились до')),
                ('papers', models.PositiveIntegerField(default=0, verbose_name='уничтожено файлов')),
                ('destroyed_at', models.DateTimeField(verbose_name='уничтожены')),
                ('destroyed_by_key', models.CharField(max_length=40, verbose_name='кто уничтожил')),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='intake.destructionact', verbose_name='акт')),
            ],
            options={
                'verbose_name': 'строка акта об уничтожении',
                'verbose_name_plural': 'строки актов об уничтожении',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(max_length=200, verbose_name='основание')),
                ('placed_at', models.DateTimeField(verbose_name='установлен')),
                ('placed_by_key', models.CharField(max_length=40, verbose_name='кто установил')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='снят')),
                ('lifted_by_key', models.CharField(blank=True, max_length=40, verbose_name='кто снял')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_holds', to='intake.person', verbose_name='о ком')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_holds', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'запрет уничтожать сведения',
                'verbose_name_plural': 'запреты уничтожать сведения',
                'ordering': ['lifted_at', '-placed_at'],
            },
        ),
        migrations.AddConstraint(
            model_name='destructionact',
            constraint=models.UniqueConstraint(fields=('school', 'day'), name='intake_destruction_act_once'),
        ),
        migrations.AddConstraint(
            model_name='legalhold',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('person',), name='intake_legal_hold_once'),
        ),
    ]
