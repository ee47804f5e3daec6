import django.db.models.deletion
import modelcluster.contrib.taggit
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0010_roadmaps'),
    ]

    operations = [
        migrations.CreateModel(
            name='InitiativePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, verbose_name='в двух словах')),
                ('image_alt', models.CharField(blank=True, help_text='Для тех, кто его не видит.', max_length=200, verbose_name='что на снимке')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('item', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Подзаголовок', 'max_length': 300}), 1: ('wagtail.blocks.TextBlock', (), {'help_text': 'Чтобы сослаться на страницу или термин, напишите [[Название]].', 'icon': 'pilcrow', 'label': 'Абзац', 'rows': 4}), 2: ('wagtail.blocks.TextBlock', (), {'icon': 'list-ul', 'label': 'Строка перечня', 'rows': 2})}, verbose_name='текст')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='снимок')),
            ],
            options={
                'verbose_name': 'инициатива',
                'verbose_name_plural': 'инициативы',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='InitiativeAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=255, verbose_name='другое название')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases_of_title', to='mentoring_pages.initiativepage')),
            ],
            options={
                'verbose_name': 'другое название',
                'verbose_name_plural': 'другие названия',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='mentoring_pages.initiativepage')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_items', to='taggit.tag')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='initiativepage',
            name='tags',
            field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='A comma-separated list of tags.', through='mentoring_pages.InitiativeTag', to='taggit.Tag', verbose_name='метки'),
        ),
    ]
