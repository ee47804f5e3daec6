import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0002_initial'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='signerdevice',
            name='failed_on',
        ),
        migrations.RemoveField(
            model_name='signerdevice',
            name='failed_today',
        ),
        migrations.AddField(
            model_name='outboundmessage',
            name='link',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='intake.personallink'),
        ),
        migrations.AddField(
            model_name='signerdevice',
            name='browser_index',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AlterField(
            model_name='outboundmessage',
            name='kind',
            field=models.CharField(choices=[('code', 'код подписи'), ('invitation', 'приглашение'), ('second_signer', 'приглашение второму подписанту'), ('copies', 'копии и ссылка'), ('receipt', 'подтверждение'), ('contact_changed', 'адрес заменён')], max_length=20, verbose_name='о чём'),
        ),
    ]
