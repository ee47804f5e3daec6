import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """When a birthday changes who signs, and whom we told of it."""

    dependencies = [
        ('intake', '0010_ways_of_signing'),
        ('mentoring_pages', '0021_every_roadmap_stage_has_a_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='outboundmessage',
            name='kind',
            field=models.CharField(choices=[('code', 'код подписи'), ('invitation', 'приглашение'), ('second_signer', 'приглашение второму подписанту'), ('copies', 'копии и ссылка'), ('receipt', 'подтверждение'), ('contact_changed', 'адрес заменён'), ('agreement', 'соглашение ждёт подписи'), ('agreement_news', 'новости о соглашении'), ('birthday', 'день рождения меняет, кто подписывает')], max_length=20, verbose_name='о чём'),
        ),
        migrations.CreateModel(
            name='AgeRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('turn', models.CharField(choices=[('both', 'в день рождения спрашиваем по обоим порядкам, со следующего дня по новому'), ('birthday', 'с 00:00 дня рождения'), ('next_day', 'с 00:00 следующего дня')], default='both', max_length=10, verbose_name='когда день рождения меняет, кто подписывает')),
                ('answer_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='сколько дней ждать ответа того, кому исполнилось 18')),
                ('from_day', models.DateField(verbose_name='с какого дня')),
                ('decided_by', models.CharField(max_length=200, verbose_name='чем установлено (приказ, номер, дата)')),
                ('recorded_by_key', models.CharField(max_length=40, verbose_name='кто записал')),
                ('recorded_at', models.DateTimeField(verbose_name='когда записано')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='age_rules', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'правило дня рождения',
                'verbose_name_plural': 'правила дня рождения',
                'ordering': ['-from_day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='BirthdayNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('age', models.PositiveSmallIntegerField(verbose_name='сколько лет исполняется')),
                ('birthday', models.DateField(verbose_name='день рождения')),
                ('days_before', models.PositiveSmallIntegerField(choices=[(60, 'за 60 дней'), (14, 'за 14 дней'), (0, 'в день смены порядка')], verbose_name='за сколько дней')),
                ('counts_from', models.DateTimeField(verbose_name='меняется с')),
                ('answer_until', models.DateField(blank=True, null=True, verbose_name='ждём ответа до')),
                ('letters', models.PositiveSmallIntegerField(default=0, verbose_name='писем')),
                ('made_at', models.DateTimeField(verbose_name='когда')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='birthday_notices', to='intake.person', verbose_name='о ком')),
            ],
            options={
                'verbose_name': 'напоминание о дне рождения',
                'verbose_name_plural': 'напоминания о дне рождения',
            },
        ),
        migrations.AddConstraint(
            model_name='birthdaynotice',
            constraint=models.UniqueConstraint(fields=('person', 'birthday', 'days_before'), name='intake_birthday_told_once'),
        ),
    ]
