import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0006_stored_readings'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClauseNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_key', models.UUIDField(db_index=True, verbose_name='документ')),
                ('clause_key', models.CharField(max_length=36, verbose_name='пункт')),
                ('text', models.TextField(blank=True, help_text='Два–три предложения. На странице будет сказано, что это не часть документа.', max_length=2000, verbose_name='простыми словами')),
                ('signed', models.CharField(blank=True, help_text='Как подписать на сайте, например «Куратор программы». Можно не указывать.', max_length=150, verbose_name='кто пояснил')),
                ('for_parent', models.BooleanField(default=False, verbose_name='важно родителю')),
                ('for_mentor', models.BooleanField(default=False, verbose_name='важно наставнику')),
                ('for_child', models.BooleanField(default=False, verbose_name='важно ребёнку')),
                ('is_published', models.BooleanField(default=True, verbose_name='показывать на сайте')),
                ('clause_digest', models.CharField(editable=False, max_length=64)),
                ('written_at', models.DateTimeField(editable=False, verbose_name='написано')),
                ('author', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='автор')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clause_notes', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'пояснение к пункту',
                'verbose_name_plural': 'пояснения к пунктам',
                'constraints': [models.UniqueConstraint(fields=('school', 'page_key', 'clause_key'), name='mentoring_pages_note_once', violation_error_message='У этого пункта уже есть пояснение. Исправьте его.')],
            },
        ),
    ]
