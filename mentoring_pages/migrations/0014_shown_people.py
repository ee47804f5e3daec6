import django.db.models.deletion
import mentoring_pages.models.publication
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0013_people_and_documents_pages'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImageRegister',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nobody', models.BooleanField(default=False, help_text='Отметьте, если на снимке нет людей или лиц не разобрать.', verbose_name='узнать никого нельзя')),
                ('withheld_at', models.DateTimeField(editable=False, null=True, verbose_name='убран с сайта')),
                ('withheld_name', models.CharField(blank=True, editable=False, max_length=100)),
                ('image', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='register', to='wagtailimages.image', verbose_name='снимок')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'снимок и люди на нём',
                'verbose_name_plural': 'кто на снимках',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='PublicationRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('obstacles', models.PositiveSmallIntegerField(default=0, verbose_name='препятствий')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='когда')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='publication_refusal', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'отложенная публикация не состоялась',
                'verbose_name_plural': 'отложенные публикации не состоялись',
            },
        ),
        migrations.CreateModel(
            name='ShownPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('person_key', models.UUIDField(db_index=True, verbose_name='кто')),
                ('items', mentoring_pages.models.publication.ItemsField(blank=True, default=list, help_text='Отметьте всё, что страница показывает об этом человеке.', verbose_name='что показано')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='shown_people', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'человек на странице',
                'verbose_name_plural': 'люди на странице',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Takedown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('page_title', models.CharField(blank=True, max_length=255, verbose_name='страница')),
                ('person_key', models.UUIDField(db_index=True, editable=False, verbose_name='ключ человека')),
                ('items', models.JSONField(default=list, verbose_name='что показывала')),
                ('at', models.DateTimeField(verbose_name='убрано с сайта')),
                ('group_due_on', models.DateField(null=True, verbose_name='убрать из группы до')),
                ('group_done_at', models.DateTimeField(null=True, verbose_name='убрано из группы')),
                ('text_checked_at', models.DateTimeField(null=True, verbose_name='текст проверен')),
                ('settled_by_key', models.CharField(blank=True, max_length=40, verbose_name='кто отметил')),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='takedowns', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='страница')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='takedowns', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'убранная публикация',
                'verbose_name_plural': 'убранные публикации',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImagePerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('person_key', models.UUIDField(db_index=True, verbose_name='кто')),
                ('register', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='mentoring_pages.imageregister')),
            ],
            options={
                'verbose_name': 'человек на снимке',
                'verbose_name_plural': 'люди на снимке',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('register', 'person_key'), name='mentoring_pages_image_person_once')],
            },
        ),
    ]
