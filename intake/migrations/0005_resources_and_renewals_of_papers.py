from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0004_identity_details'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='resources',
            field=models.JSONField(blank=True, default=list, help_text='Адреса, которые назвал текст согласия на публикацию.', verbose_name='где можно публиковать'),
        ),
        migrations.AlterField(
            model_name='document',
            name='state',
            field=models.CharField(choices=[('prepared', 'подготовлен'), ('signed', 'подписан'), ('declined', 'не согласились'), ('withdrawn', 'отозван'), ('void', 'заменён до подписания'), ('superseded', 'заменён новой подписью')], default='prepared', max_length=20, verbose_name='состояние'),
        ),
    ]
