import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0016_deadlines_and_calendars'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('page_key', models.UUIDField(help_text='translation_key страницы', verbose_name='страница')),
                ('edition_number', models.PositiveIntegerField(default=0, verbose_name='номер редакции')),
                ('format', models.CharField(max_length=10, verbose_name='формат')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256 того, что напечатано')),
                ('content', models.BinaryField(verbose_name='файл')),
                ('made_at', models.DateTimeField(verbose_name='сделан')),
            ],
            options={
                'verbose_name': 'файл документа',
                'verbose_name_plural': 'файлы документов',
                'constraints': [models.UniqueConstraint(fields=('page_key', 'edition_number', 'format'), name='mentoring_pages_act_file_once')],
            },
        ),
    ]
