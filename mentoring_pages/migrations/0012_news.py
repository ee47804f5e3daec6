import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0011_initiatives'),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.TextField(blank=True, verbose_name='вступление')),
            ],
            options={
                'verbose_name': 'лента новостей',
                'verbose_name_plural': 'ленты новостей',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('kind', models.CharField(choices=[('news', 'новость'), ('press', 'пресс-релиз'), ('post', 'пост-релиз'), ('digest', 'дайджест'), ('album', 'альбом фотографий'), ('playlist', 'плейлист'), ('longread', 'образовательный лонгрид')], default='news', max_length=10, verbose_name='вид')),
                ('summary', models.TextField(blank=True, verbose_name='о чём новость, одной-двумя фразами')),
                ('body', wagtail.fields.RichTextField(blank=True, verbose_name='текст')),
                ('in_group', models.BooleanField(default=False, help_text='Тогда согласие нужно и для группы, а готовый текст появится под новостью.', verbose_name='выйдет и в группе школы')),
                ('hashtags', models.CharField(blank=True, help_text='Через пробел, решётку можно не писать.', max_length=200, verbose_name='хештеги')),
            ],
            options={
                'verbose_name': 'новость',
                'verbose_name_plural': 'новости',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('alt', models.CharField(help_text='Для тех, кто его не видит. Без имён.', max_length=200, verbose_name='что на снимке')),
                ('caption', models.CharField(blank=True, max_length=200, verbose_name='подпись')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailimages.image', verbose_name='снимок')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='mentoring_pages.newspage')),
            ],
            options={
                'verbose_name': 'снимок',
                'verbose_name_plural': 'снимки',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlannedEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='событие')),
                ('held_on', models.DateField(verbose_name='день события')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='где')),
                ('audience', models.CharField(blank=True, help_text='Например, «7А и 7Б».', max_length=200, verbose_name='для кого')),
                ('cancelled', models.BooleanField(default=False, verbose_name='не состоится')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'событие медиаплана',
                'verbose_name_plural': 'медиаплан',
                'ordering': ['held_on', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='newspage',
            name='event',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='news', to='mentoring_pages.plannedevent', verbose_name='событие медиаплана'),
        ),
    ]
