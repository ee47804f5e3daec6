import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0003_codes_of_one_browser'),
    ]

    operations = [
        migrations.CreateModel(
            name='IdentityDetails',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_encrypted', models.BinaryField(null=True, verbose_name='адрес')),
                ('paper_encrypted', models.BinaryField(null=True, verbose_name='документ')),
                ('changed_at', models.DateTimeField(verbose_name='записано')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='identity', to='intake.person', verbose_name='человек')),
            ],
            options={
                'verbose_name': 'адрес и документ',
                'verbose_name_plural': 'адреса и документы',
            },
        ),
    ]
