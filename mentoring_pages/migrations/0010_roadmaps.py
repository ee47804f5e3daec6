import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0009_programmes_and_service_rules'),
    ]

    operations = [
        migrations.CreateModel(
            name='RoadmapPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.TextField(blank=True, verbose_name='вступление')),
                ('period', models.CharField(blank=True, help_text='Например: «2026/27 год».', max_length=100, verbose_name='на какой срок')),
                ('order_number', models.CharField(blank=True, max_length=50, verbose_name='номер приказа')),
                ('order_date', models.DateField(blank=True, null=True, verbose_name='дата приказа')),
            ],
            options={
                'verbose_name': 'дорожная карта',
                'verbose_name_plural': 'дорожные карты',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='RoadmapStage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('step_key', models.CharField(blank=True, help_text='По нему программа сама видит, сколько сделано.', max_length=20, verbose_name='какой это этап')),
                ('title', models.CharField(max_length=300, verbose_name='этап')),
                ('activities', models.TextField(blank=True, help_text='По одному делу на строке.', verbose_name='что делаем')),
                ('term', models.CharField(blank=True, max_length=200, verbose_name='срок')),
                ('responsible', models.CharField(blank=True, help_text='Должность, не фамилия.', max_length=200, verbose_name='кто отвечает')),
                ('result', models.CharField(blank=True, max_length=300, verbose_name='чем заканчивается')),
                ('mark', models.CharField(blank=True, choices=[('waiting', 'ещё не начат'), ('going', 'идёт'), ('done', 'сделан')], help_text='Для этапов, о которых программа сама ничего не знает.', max_length=10, verbose_name='отметка куратора')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='mentoring_pages.roadmappage')),
            ],
            options={
                'verbose_name': 'этап',
                'verbose_name_plural': 'этапы',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
