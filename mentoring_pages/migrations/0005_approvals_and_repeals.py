import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0004_headings_of_acts'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApprovalAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='ключ')),
                ('page_key', models.UUIDField(db_index=True, verbose_name='страница')),
                ('round', models.PositiveBigIntegerField(db_index=True, null=True, verbose_name='проход')),
                ('kind', models.CharField(choices=[('agreed', 'согласовано'), ('ordered', 'утверждено приказом'), ('returned', 'возвращено с замечаниями'), ('published', 'опубликовано без согласования')], max_length=10, verbose_name='действие')),
                ('roles', models.JSONField(default=list, verbose_name='роли')),
                ('person_name', models.CharField(blank=True, max_length=300, verbose_name='фамилия, имя')),
                ('title', models.CharField(max_length=500, verbose_name='документ')),
                ('text_digest', models.CharField(max_length=64, verbose_name='SHA-256 текста')),
                ('comment', models.TextField(blank=True, verbose_name='примечание')),
                ('order_number', models.CharField(blank=True, max_length=50, verbose_name='номер приказа')),
                ('order_date', models.DateField(blank=True, null=True, verbose_name='дата приказа')),
                ('in_force_from', models.DateField(blank=True, null=True, verbose_name='действует с')),
                ('change', models.CharField(blank=True, choices=[('major', 'существенное: нужны новые подписи'), ('minor', 'несущественное: прежние подписи остаются')], max_length=10, verbose_name='изменение')),
                ('acted_at', models.DateTimeField(verbose_name='когда')),
                ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approval_acts', to='mentoring_pages.edition', verbose_name='редакция')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approval_acts', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'согласование',
                'verbose_name_plural': 'согласования',
                'ordering': ['acted_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ApprovalTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('role', models.CharField(choices=[('editor', 'редактор'), ('curator', 'куратор'), ('director', 'директор'), ('class_teacher', 'классный руководитель')], max_length=20, verbose_name='роль')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approval_tasks', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'шаг утверждения',
                'verbose_name_plural': 'шаги утверждения',
                'constraints': [models.UniqueConstraint(fields=('school', 'role'), name='mentoring_pages_approval_task_once')],
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='Repeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_key', models.UUIDField(db_index=True, verbose_name='документ')),
                ('act_title', models.CharField(max_length=500, verbose_name='название документа')),
                ('order_number', models.CharField(max_length=50, verbose_name='номер приказа')),
                ('order_date', models.DateField(verbose_name='дата приказа')),
                ('repealed_from', models.DateField(help_text='Первый день, в который документ уже не действует.', verbose_name='не действует с')),
                ('reason', models.TextField(blank=True, help_text='Одним-двумя предложениями; это увидят читатели документа.', verbose_name='причина')),
                ('replaced_by_key', models.UUIDField(blank=True, null=True, verbose_name='чем заменён')),
                ('made_at', models.DateTimeField(verbose_name='записано')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='запись отменена')),
                ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто отменил')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто записал')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='repeals', to='mentoring_pages.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'утрата силы',
                'verbose_name_plural': 'утратившие силу',
                'ordering': ['-repealed_from', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('page_key',), name='mentoring_pages_repeal_once', violation_error_message='Этот документ уже записан как утративший силу. Сначала отмените ту запись.')],
            },
        ),
    ]
