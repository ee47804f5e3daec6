import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A meeting of a class, its families and their slips."""

    dependencies = [
        ('intake', '0017_originals_and_scans'),
        ('mentoring_pages', '0021_every_roadmap_stage_has_a_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='ключ')),
                ('school_class', models.CharField(max_length=20, verbose_name='класс')),
                ('held_on', models.DateField(verbose_name='день собрания')),
                ('opened_by_key', models.CharField(max_length=40, verbose_name='кто открыл')),
                ('opened_at', models.DateTimeField(verbose_name='открыто')),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто проводит')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'собрание',
                'verbose_name_plural': 'собрания',
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MeetingFamily',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='ключ')),
                ('is_on_paper', models.BooleanField(default=False, verbose_name='подпишет на бумаге')),
                ('identified_how', models.CharField(blank=True, choices=[('passport', 'лично, по паспорту'), ('known', 'лично известен сотруднику'), ('school_record', 'по личному делу ученика'), ('meeting', 'на родительском собрании, по документу')], max_length=20, verbose_name='как установлена личность')),
                ('identified_at', models.DateTimeField(blank=True, null=True, verbose_name='личность установлена')),
                ('identified_by_key', models.CharField(blank=True, max_length=40, verbose_name='кто установил')),
                ('pep_signed_at', models.DateTimeField(blank=True, null=True, verbose_name='строка о ПЭП подписана')),
                ('contact_confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='контакт подтверждён')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='families', to='intake.meeting', verbose_name='собрание')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='intake.intakerequest', verbose_name='заявка')),
            ],
            options={
                'verbose_name': 'семья на собрании',
                'verbose_name_plural': 'семьи на собрании',
            },
        ),
        migrations.CreateModel(
            name='MeetingSlip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('printed_at', models.DateTimeField(verbose_name='напечатан')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='intake.meetingfamily', verbose_name='семья')),
                ('link', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='slip', to='intake.personallink', verbose_name='ссылка')),
            ],
            options={
                'verbose_name': 'листок собрания',
                'verbose_name_plural': 'листки собрания',
            },
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('school', 'school_class', 'held_on'), name='intake_meeting_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='meetingfamily',
            constraint=models.UniqueConstraint(fields=('meeting', 'request'), name='intake_family_once_at_a_meeting'),
        ),
    ]
