import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0014_shown_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='DismissedFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_key', models.UUIDField(help_text='translation_key страницы', verbose_name='страница')),
                ('fingerprint', models.CharField(max_length=32, verbose_name='отпечаток')),
                ('rule', models.CharField(max_length=60, verbose_name='правило')),
                ('reason', models.CharField(max_length=500, verbose_name='почему')),
                ('dismissed_at', models.DateTimeField(verbose_name='когда')),
                ('dismissed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'отложенное замечание',
                'verbose_name_plural': 'отложенные замечания',
                'ordering': ['-dismissed_at'],
                'constraints': [models.UniqueConstraint(fields=('page_key', 'fingerprint'), name='mentoring_pages_finding_set_aside_once')],
            },
        ),
    ]
