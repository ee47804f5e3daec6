import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """How a school's papers may be signed, and who joined the agreement on codes."""

    dependencies = [
        ('intake', '0009_objections_and_legal_states'),
        ('mentoring_pages', '0021_every_roadmap_stage_has_a_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SignatureAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(max_length=30, verbose_name='номер')),
                ('how', models.CharField(choices=[('at_school', 'в школе, личность установил сотрудник'), ('first_code', 'на своей странице, подтверждено первым кодом')], max_length=20, verbose_name='как')),
                ('stated_at', models.DateTimeField(verbose_name='согласился')),
                ('joined_at', models.DateTimeField(blank=True, null=True, verbose_name='присоединился')),
                ('identified_how', models.CharField(blank=True, choices=[('passport', 'лично, по паспорту'), ('known', 'лично известен сотруднику'), ('school_record', 'по личному делу ученика'), ('meeting', 'на родительском собрании, по документу')], max_length=20, verbose_name='как установлена личность')),
                ('identified_by_key', models.CharField(blank=True, max_length=40, verbose_name='кто установил')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='вышел')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mentoring_pages.edition', verbose_name='редакция текста')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signature_agreements', to='intake.person', verbose_name='кто присоединился')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signature_agreements', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'соглашение о подписи кодом',
                'verbose_name_plural': 'соглашения о подписи кодом',
                'ordering': ['-stated_at'],
            },
        ),
        migrations.CreateModel(
            name='SigningMode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('mode', models.CharField(choices=[('paper', 'всё на бумаге'), ('consents_by_code', 'согласия кодом, соглашение на бумаге'), ('electronic', 'всё электронно')], max_length=20, verbose_name='порядок')),
                ('from_day', models.DateField(verbose_name='с какого дня')),
                ('order_number', models.CharField(max_length=50, verbose_name='номер приказа')),
                ('order_date', models.DateField(verbose_name='дата приказа')),
                ('decided_by', models.CharField(max_length=200, verbose_name='кто решил (должность, фамилия)')),
                ('is_clause_amended', models.BooleanField(default=False, verbose_name='пункт о бумаге «в двух экземплярах» изменён')),
                ('joining', models.CharField(choices=[('at_school', 'в школе, сотрудник устанавливает личность'), ('first_code', 'на своей странице, первым кодом')], default='first_code', max_length=20, verbose_name='как присоединяются к соглашению о подписи кодом')),
                ('check_first', models.BooleanField(default=False, verbose_name='представитель подписывает только после сверки полномочий')),
                ('recorded_by_key', models.CharField(max_length=40, verbose_name='кто записал')),
                ('recorded_at', models.DateTimeField(verbose_name='когда записано')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signing_modes', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'порядок подписания',
                'verbose_name_plural': 'порядок подписания',
                'ordering': ['-from_day', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='signatureagreement',
            constraint=models.UniqueConstraint(fields=('school', 'number'), name='intake_pep_number_once'),
        ),
        migrations.AddConstraint(
            model_name='signatureagreement',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('person',), name='intake_pep_agreement_once'),
        ),
    ]
