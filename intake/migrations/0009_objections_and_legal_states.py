import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A representative who objects; a minor who signs alone or acts for an own child."""

    dependencies = [
        ('intake', '0008_representatives_of_checked_requests'),
        ('mentoring_pages', '0021_every_roadmap_stage_has_a_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GuardianObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('how', models.CharField(choices=[('staff', 'записал сотрудник'), ('own_page', 'на своей странице')], max_length=10, verbose_name='как получено')),
                ('words_encrypted', models.BinaryField(null=True, verbose_name='чем не согласен')),
                ('raised_at', models.DateTimeField(verbose_name='когда')),
                ('recorded_by_key', models.CharField(blank=True, max_length=40, verbose_name='кто записал')),
                ('decision', models.CharField(blank=True, choices=[('agreed', 'представители договорились'), ('withdrawn', 'возражение взято назад'), ('order', 'решение директора'), ('court', 'решение суда или органа опеки')], max_length=10, verbose_name='чем закончилось')),
                ('decision_number', models.CharField(blank=True, max_length=50, verbose_name='номер решения')),
                ('decision_date', models.DateField(blank=True, null=True, verbose_name='дата решения')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='снято')),
                ('lifted_by_key', models.CharField(blank=True, max_length=40, verbose_name='кто снял')),
                ('objector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='intake.person', verbose_name='кто возражает')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='mentoring_pages.school', verbose_name='школа')),
                ('ward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections_about', to='intake.person', verbose_name='ребёнок')),
            ],
            options={
                'verbose_name': 'разногласие',
                'verbose_name_plural': 'разногласия',
                'ordering': ['-raised_at'],
            },
        ),
        migrations.CreateModel(
            name='LegalStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('emancipated', 'объявлен полностью дееспособным (эмансипация)'), ('married', 'вступил в брак до 18 лет'), ('minor_parent', 'несовершеннолетний родитель')], max_length=20, verbose_name='состояние')),
                ('from_day', models.DateField(verbose_name='с какого дня')),
                ('basis_encrypted', models.BinaryField(null=True, verbose_name='документ-основание')),
                ('checked_by_key', models.CharField(max_length=40, verbose_name='кто проверил')),
                ('checked_at', models.DateTimeField(verbose_name='проверено')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='отменено')),
                ('ended_by_key', models.CharField(blank=True, max_length=40, verbose_name='кто отменил')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_statuses', to='intake.person', verbose_name='человек')),
            ],
            options={
                'verbose_name': 'особое состояние',
                'verbose_name_plural': 'особые состояния',
            },
        ),
        migrations.AddConstraint(
            model_name='guardianobjection',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('ward', 'objector'), name='intake_objection_once'),
        ),
        migrations.AddConstraint(
            model_name='legalstatus',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person', 'kind'), name='intake_legal_status_once'),
        ),
    ]
