from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0001_initial'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='school',
            name='consent_wording',
            field=models.CharField(choices=[('processing', 'краткое (ч. 1 ст. 9 152-ФЗ)'), ('processing-full', 'полная письменная форма (ч. 4 ст. 9 152-ФЗ)')], default='processing', help_text='Для программы достаточно краткого. Полная письменная форма спрашивает у семьи адрес и документы; выбрать её можно, когда её текст утверждён приказом.', max_length=20, verbose_name='какое согласие на обработку подписывают'),
        ),
        migrations.AddField(
            model_name='school',
            name='processors',
            field=models.TextField(blank=True, help_text='По одному на строке: наименование и адрес, например хостинг или оператор СМС. Они будут названы в согласии. Оставьте пустым, если никто.', verbose_name='кто обрабатывает данные по поручению школы'),
        ),
    ]
