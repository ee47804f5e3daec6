import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Questions of people about what is held on them."""

    dependencies = [
        ('intake', '0014_anchors_of_the_journal'),
        ('mentoring_pages', '0021_every_roadmap_stage_has_a_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SubjectRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='ключ')),
                ('how', models.CharField(choices=[('paper', 'на бумаге, лично'), ('post', 'по почте'), ('page', 'на своей странице')], max_length=10, verbose_name='как пришёл')),
                ('received_on', models.DateField(verbose_name='получен')),
                ('due_on', models.DateField(verbose_name='ответить до')),
                ('extension_reason', models.CharField(blank=True, max_length=300, verbose_name='почему продлён')),
                ('extended_at', models.DateTimeField(blank=True, null=True, verbose_name='продлён')),
                ('outcome', models.CharField(blank=True, choices=[('answered', 'ответ отдан'), ('refused', 'отказано со ссылкой на закон')], max_length=10, verbose_name='чем закончился')),
                ('refusal_ground', models.CharField(blank=True, max_length=300, verbose_name='на каком основании отказано')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='закрыт')),
                ('answer_digest', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 ответа')),
                ('made_at', models.DateTimeField(verbose_name='внесён')),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.person', verbose_name='кто спросил')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто закрыл')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subject_requests', to='intake.person', verbose_name='о ком')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subject_requests', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'запрос о данных',
                'verbose_name_plural': 'запросы о данных',
                'ordering': ['closed_at', 'due_on', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='subjectrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('person', 'asker'), name='intake_subject_request_once'),
        ),
    ]
