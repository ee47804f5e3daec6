import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0017_files_of_acts'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='ключ')),
                ('name', models.CharField(max_length=255, verbose_name='имя файла')),
                ('kind', models.CharField(choices=[('auto', 'определить самим'), ('regulation', 'положение, порядок или другой локальный акт'), ('programme', 'программа наставничества'), ('service-rules', 'порядок применения сервисов'), ('article', 'статья или инициатива')], default='auto', max_length=20, verbose_name='вид документа')),
                ('text', models.TextField(verbose_name='текст')),
                ('source', models.JSONField(default=dict, verbose_name='о файле')),
                ('answers', models.JSONField(default=dict, verbose_name='ответы')),
                ('uploaded_at', models.DateTimeField(verbose_name='загружен')),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='черновик')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring_pages.school', verbose_name='школа')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто загрузил')),
            ],
            options={
                'verbose_name': 'загруженный документ',
                'verbose_name_plural': 'загруженные документы',
                'ordering': ['-uploaded_at', '-pk'],
            },
        ),
    ]
