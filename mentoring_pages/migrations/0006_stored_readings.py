import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0005_approvals_and_repeals'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicVersion',
            fields=[
                ('site', models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name='сайт')),
                ('version', models.UUIDField(default=uuid.uuid4, verbose_name='версия')),
            ],
            options={
                'verbose_name': 'версия страниц сайта',
                'verbose_name_plural': 'версии страниц сайтов',
            },
        ),
        migrations.AddField(
            model_name='glossaryterm',
            name='variants',
            field=models.CharField(blank=True, help_text='Через запятую. В тексте Положения термин узнаётся по любому из них и в любой форме.', max_length=300, verbose_name='другие названия'),
        ),
        migrations.CreateModel(
            name='ClauseAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=36, verbose_name='ключ пункта')),
                ('stands', models.BooleanField(default=True, verbose_name='есть в тексте на странице')),
                ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mentoring_pages.edition', verbose_name='последняя редакция с этим пунктом')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='страница')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'адрес пункта',
                'verbose_name_plural': 'адреса пунктов',
                'constraints': [models.UniqueConstraint(fields=('school', 'key'), name='mentoring_pages_clause_address_once')],
            },
        ),
        migrations.CreateModel(
            name='StoredReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=60, verbose_name='что показано')),
                ('audience', models.CharField(blank=True, max_length=20, verbose_name='для кого')),
                ('state', models.CharField(max_length=100, verbose_name='состояние текста')),
                ('painter', models.PositiveIntegerField(verbose_name='версия вида')),
                ('article', models.TextField(verbose_name='текст')),
                ('contents', models.TextField(verbose_name='содержание')),
                ('cards', models.TextField(blank=True, verbose_name='карточки терминов')),
                ('audiences', models.JSONField(default=list, verbose_name='выборки')),
                ('painted_at', models.DateTimeField(verbose_name='сохранено')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'готовый вид документа',
                'verbose_name_plural': 'готовые виды документов',
                'constraints': [models.UniqueConstraint(fields=('source', 'audience'), name='mentoring_pages_reading_once')],
            },
        ),
    ]
