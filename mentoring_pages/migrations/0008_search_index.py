import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0007_clause_notes'),
    ]

    operations = [
        migrations.CreateModel(
            name='IndexedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(blank=True, max_length=100, verbose_name='вид документа')),
                ('title', models.CharField(max_length=500, verbose_name='заголовок')),
                ('state', models.CharField(choices=[('in_force', 'действует'), ('coming', 'ещё не действует'), ('draft', 'проект'), ('repealed', 'утратил силу'), ('explained', 'объяснение')], max_length=10, verbose_name='состояние')),
                ('edition_number', models.PositiveIntegerField(null=True, verbose_name='номер редакции')),
                ('since', models.DateField(null=True, verbose_name='действует с')),
                ('words', models.JSONField(default=list, help_text='Словарные формы, каждая один раз.', verbose_name='слова документа')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='indexed_document', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='страница')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indexed_documents', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'документ в поиске',
                'verbose_name_plural': 'документы в поиске',
            },
        ),
        migrations.CreateModel(
            name='IndexedPassage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('term', 'определение'), ('heading', 'заголовок'), ('clause', 'пункт')], max_length=10, verbose_name='вид')),
                ('in_appendix', models.BooleanField(default=False, verbose_name='в приложении')),
                ('key', models.CharField(blank=True, max_length=64, verbose_name='ключ пункта')),
                ('name', models.CharField(blank=True, max_length=300, verbose_name='как называется')),
                ('heading', models.CharField(blank=True, max_length=300, verbose_name='термин')),
                ('context', models.CharField(blank=True, max_length=500, verbose_name='раздел')),
                ('text', models.TextField(verbose_name='текст')),
                ('position', models.PositiveIntegerField(verbose_name='место')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='mentoring_pages.indexeddocument', verbose_name='документ')),
            ],
            options={
                'verbose_name': 'отрывок в поиске',
                'verbose_name_plural': 'отрывки в поиске',
                'ordering': ['document', 'position'],
            },
        ),
        migrations.CreateModel(
            name='IndexedLemma',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lemma', models.CharField(max_length=64, verbose_name='словарная форма')),
                ('weight', models.PositiveSmallIntegerField(default=1, verbose_name='вес')),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lemmas', to='mentoring_pages.indexedpassage', verbose_name='отрывок')),
            ],
            options={
                'verbose_name': 'слово в поиске',
                'verbose_name_plural': 'слова в поиске',
                'indexes': [models.Index(fields=['lemma', 'passage', 'weight'], name='mentoring_pages_lemma')],
            },
        ),
    ]
