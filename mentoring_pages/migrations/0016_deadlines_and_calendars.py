import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0015_dismissed_findings'),
    ]

    operations = [
        migrations.CreateModel(
            name='SchoolYearDates',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start_day', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)], verbose_name='учебный год начинается: число')),
                ('start_month', models.PositiveSmallIntegerField(choices=[(1, 'января'), (2, 'февраля'), (3, 'марта'), (4, 'апреля'), (5, 'мая'), (6, 'июня'), (7, 'июля'), (8, 'августа'), (9, 'сентября'), (10, 'октября'), (11, 'ноября'), (12, 'декабря')], default=9, verbose_name='месяц')),
                ('end_day', models.PositiveSmallIntegerField(default=31, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)], verbose_name='учебный год кончается: число')),
                ('end_month', models.PositiveSmallIntegerField(choices=[(1, 'января'), (2, 'февраля'), (3, 'марта'), (4, 'апреля'), (5, 'мая'), (6, 'июня'), (7, 'июля'), (8, 'августа'), (9, 'сентября'), (10, 'октября'), (11, 'ноября'), (12, 'декабря')], default=5, verbose_name='месяц')),
                ('school', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='year_dates', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'учебный год',
                'verbose_name_plural': 'учебный год',
            },
        ),
        migrations.CreateModel(
            name='CalendarLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='отпечаток')),
                ('made_at', models.DateTimeField(verbose_name='создана')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='отозвана')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_links', to='mentoring_pages.school', verbose_name='школа')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_links', to=settings.AUTH_USER_MODEL, verbose_name='сотрудник')),
            ],
            options={
                'verbose_name': 'ссылка на календарь',
                'verbose_name_plural': 'ссылки на календарь',
                'ordering': ['-made_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('school', 'user'), name='mentoring_pages_one_calendar_link')],
            },
        ),
        migrations.CreateModel(
            name='KeptDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clause_key', models.CharField(max_length=36, verbose_name='ключ пункта')),
                ('rule', models.CharField(max_length=120, verbose_name='правило')),
                ('due', models.DateField(verbose_name='срок')),
                ('kept_at', models.DateTimeField(verbose_name='когда отмечено')),
                ('kept_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто отметил')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_deadlines', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'выполненный срок',
                'verbose_name_plural': 'выполненные сроки',
                'ordering': ['-due'],
                'constraints': [models.UniqueConstraint(fields=('school', 'clause_key', 'rule', 'due'), name='mentoring_pages_deadline_kept_once')],
            },
        ),
    ]
