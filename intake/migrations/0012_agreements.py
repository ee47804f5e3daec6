import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Papers of two sides, the agreement they conclude and its later acts."""

    dependencies = [
        ('intake', '0011_birthdays'),
        ('mentoring_pages', '0021_every_roadmap_stage_has_a_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='documentparty',
            name='declined_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='не согласился'),
        ),
        migrations.AddField(
            model_name='documentparty',
            name='for_person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.person', verbose_name='за кого'),
        ),
        migrations.AddField(
            model_name='documentparty',
            name='side',
            field=models.CharField(blank=True, choices=[('mentor', 'наставник'), ('mentee', 'наставляемый')], max_length=10, verbose_name='сторона'),
        ),
        migrations.AddField(
            model_name='documentparty',
            name='signed_on',
            field=models.DateField(blank=True, null=True, verbose_name='день подписи'),
        ),
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('processing', 'согласие на обработку персональных данных'), ('publication', 'согласие на распространение персональных данных'), ('withdrawal', 'отзыв согласия'), ('agreement', 'соглашение наставника и наставляемого'), ('extension', 'продление соглашения'), ('termination', 'прекращение соглашения')], max_length=20, verbose_name='вид'),
        ),
        migrations.AlterField(
            model_name='document',
            name='variant',
            field=models.CharField(choices=[('representative', 'представитель'), ('participant', 'участник'), ('sides', 'стороны')], max_length=20, verbose_name='вариант'),
        ),
        migrations.AlterField(
            model_name='personallink',
            name='purpose',
            field=models.CharField(choices=[('sign', 'прочитать и подписать'), ('status', 'посмотреть, что подписано'), ('agreement', 'прочитать и подписать соглашения')], max_length=10, verbose_name='зачем'),
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='ключ')),
                ('term_months', models.PositiveSmallIntegerField(verbose_name='срок, месяцев')),
                ('notice_days', models.PositiveSmallIntegerField(default=0, verbose_name='предупреждение о выходе, дней')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='место заключения')),
                ('base_organisation', models.CharField(blank=True, max_length=300, verbose_name='на базе какой организации')),
                ('tasks_encrypted', models.BinaryField(null=True, verbose_name='задачи')),
                ('opened_at', models.DateTimeField(verbose_name='открыто')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='отдано на подпись')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='действует с')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='последний день')),
                ('is_extended', models.BooleanField(default=False, verbose_name='продлено')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='прекращено, последний день')),
                ('ended_how', models.CharField(blank=True, choices=[('by_agreement', 'по соглашению сторон'), ('by_one', 'по решению одной стороны'), ('by_curator', 'по решению куратора'), ('completed', 'программа завершена'), ('expired', 'срок истёк')], max_length=12, verbose_name='как закончилось')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreement', to='intake.document', verbose_name='документ')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mentoring_pages.mentoringform', verbose_name='форма наставничества')),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements_as_mentee', to='intake.person', verbose_name='наставляемый')),
                ('mentee_guardian', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.person', verbose_name='представитель наставляемого')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements_as_mentor', to='intake.person', verbose_name='наставник')),
                ('mentor_guardian', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.person', verbose_name='представитель наставника')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто открыл')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'соглашение',
                'verbose_name_plural': 'соглашения',
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AgreementAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(blank=True, choices=[('by_agreement', 'по соглашению сторон'), ('by_one', 'по решению одной стороны'), ('by_curator', 'по решению куратора'), ('completed', 'программа завершена'), ('expired', 'срок истёк')], max_length=12, verbose_name='как заканчивается')),
                ('term_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='продлить на, месяцев')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='последний день')),
                ('ground', models.CharField(blank=True, choices=[('notice', 'сторона предупредила заранее, как сказано в соглашении'), ('breach', 'другая сторона систематически нарушает соглашение'), ('safety', 'речь о безопасности')], max_length=10, verbose_name='основание')),
                ('words_encrypted', models.BinaryField(null=True, verbose_name='пояснение')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='intake.agreement', verbose_name='соглашение')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreement_act', to='intake.document', verbose_name='документ')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто внёс')),
            ],
            options={
                'verbose_name': 'документ к соглашению',
                'verbose_name_plural': 'документы к соглашениям',
            },
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('mentor', models.F('mentee')), _negated=True), name='intake_agreement_of_two', violation_error_message='Наставник и наставляемый — один человек. Выберите другого.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_how', ''), ('ended_on__isnull', True)), models.Q(('ended_on__isnull', False), models.Q(('ended_how', ''), _negated=True)), _connector='OR'), name='intake_agreement_ending_whole'),
        ),
    ]
