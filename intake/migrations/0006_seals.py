import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0005_resources_and_renewals_of_papers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='papercopy',
            name='kind',
            field=models.CharField(choices=[('shown', 'показанный документ'), ('signed', 'с листом подписания'), ('sealed', 'с листом подписания и печатью сервиса')], max_length=10, verbose_name='вид'),
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'запечатывается'), ('sealed', 'запечатан')], db_index=True, default='waiting', max_length=10, verbose_name='состояние')),
                ('level', models.CharField(max_length=10, verbose_name='уровень')),
                ('trouble', models.CharField(blank=True, max_length=30, verbose_name='что мешает')),
                ('tries', models.PositiveIntegerField(default=0, verbose_name='сколько раз пробовали')),
                ('asked_at', models.DateTimeField(verbose_name='запрошена')),
                ('tried_at', models.DateTimeField(blank=True, null=True, verbose_name='последняя попытка')),
                ('sealed_at', models.DateTimeField(blank=True, null=True, verbose_name='поставлена')),
                ('certificate', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 сертификата')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='intake.document', verbose_name='документ')),
            ],
            options={
                'verbose_name': 'печать сервиса',
                'verbose_name_plural': 'печати сервиса',
            },
        ),
    ]
