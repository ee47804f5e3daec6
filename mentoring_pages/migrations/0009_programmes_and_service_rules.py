import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0008_search_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='ServiceRulesPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('act_heading', models.CharField(default='Положение', help_text='Например, «Положение».', max_length=100, verbose_name='вид документа')),
                ('act_title', models.CharField(blank=True, help_text='Что стоит под словом «Положение»: «о наставничестве в …».', max_length=500, verbose_name='заголовок документа')),
                ('approval_heading', models.CharField(default='УТВЕРЖДАЮ', max_length=50, verbose_name='гриф')),
                ('approval_post', models.CharField(blank=True, max_length=200, verbose_name='должность утвердившего')),
                ('approval_name', models.CharField(blank=True, max_length=150, verbose_name='фамилия и инициалы утвердившего')),
                ('order_number', models.CharField(blank=True, max_length=50, verbose_name='номер приказа')),
                ('order_date', models.DateField(blank=True, null=True, verbose_name='дата приказа')),
                ('in_force_from', models.DateField(blank=True, help_text='Оставьте пустым, если действует с даты приказа.', null=True, verbose_name='действует с')),
                ('approvals', wagtail.fields.StreamField([('approval', 7)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'default': 'СОГЛАСОВАНО', 'label': 'Гриф', 'max_length': 50}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Например, «педагогический совет».', 'label': 'Орган', 'max_length': 200, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Должность', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Фамилия и инициалы', 'max_length': 150, 'required': False}), 4: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Это протокол, а не приказ', 'required': False}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Номер протокола или приказа', 'max_length': 50, 'required': False}), 6: ('wagtail.blocks.DateBlock', (), {'label': 'Дата', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('heading', 0), ('body', 1), ('post', 2), ('name', 3), ('is_protocol', 4), ('order_number', 5), ('order_date', 6)]], {})}, verbose_name='кто рассмотрел, согласовал, принял')),
                ('body', wagtail.fields.StreamField([('section', 4), ('clause', 5), ('item', 6), ('paragraph', 7), ('appendix', 9), ('table', 10)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [(1, '1'), (2, '2'), (3, '3'), (4, '4'), (5, '5'), (6, '6')], 'label': 'Уровень'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Как напечатан, без точки в конце.', 'label': 'Номер', 'max_length': 30, 'required': False}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Текст', 'rows': 2}), 3: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': [('age-range', 'Возраст участников'), ('consent-required', 'Обязательное согласие на обработку персональных данных'), ('monitoring-deadlines', 'Сроки мониторинга'), ('annual-return', 'Ежегодные сведения о числе участников'), ('weekly-news', 'Новости не реже раза в неделю'), ('media-releases', 'Пресс-релиз до события и пост-релиз после него'), ('certificate-required', 'Справка о судимости для взрослых со стороны'), ('mentor-replacement', 'Замена наставника по просьбе')], 'help_text': 'Один пункт может значить несколько вещей сразу.', 'label': 'Что этот пункт значит для программы', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'title', 'label': 'Раздел'}), 5: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'list-ol', 'label': 'Пункт'}), 6: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'list-ul', 'label': 'Строка перечня'}), 7: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'pilcrow', 'label': 'Абзац'}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Текст', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 8), ('meaning', 3)]], {'icon': 'doc-full', 'label': 'Приложение'}), 10: ('wagtail.contrib.table_block.blocks.TableBlock', (), {'icon': 'table', 'label': 'Таблица'})}, verbose_name='текст')),
            ],
            options={
                'verbose_name': 'порядок применения сервисов',
                'verbose_name_plural': 'порядки применения сервисов',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ProgrammePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('act_heading', models.CharField(default='Положение', help_text='Например, «Положение».', max_length=100, verbose_name='вид документа')),
                ('act_title', models.CharField(blank=True, help_text='Что стоит под словом «Положение»: «о наставничестве в …».', max_length=500, verbose_name='заголовок документа')),
                ('approval_heading', models.CharField(default='УТВЕРЖДАЮ', max_length=50, verbose_name='гриф')),
                ('approval_post', models.CharField(blank=True, max_length=200, verbose_name='должность утвердившего')),
                ('approval_name', models.CharField(blank=True, max_length=150, verbose_name='фамилия и инициалы утвердившего')),
                ('order_number', models.CharField(blank=True, max_length=50, verbose_name='номер приказа')),
                ('order_date', models.DateField(blank=True, null=True, verbose_name='дата приказа')),
                ('in_force_from', models.DateField(blank=True, help_text='Оставьте пустым, если действует с даты приказа.', null=True, verbose_name='действует с')),
                ('approvals', wagtail.fields.StreamField([('approval', 7)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'default': 'СОГЛАСОВАНО', 'label': 'Гриф', 'max_length': 50}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Например, «педагогический совет».', 'label': 'Орган', 'max_length': 200, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Должность', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Фамилия и инициалы', 'max_length': 150, 'required': False}), 4: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Это протокол, а не приказ', 'required': False}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Номер протокола или приказа', 'max_length': 50, 'required': False}), 6: ('wagtail.blocks.DateBlock', (), {'label': 'Дата', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('heading', 0), ('body', 1), ('post', 2), ('name', 3), ('is_protocol', 4), ('order_number', 5), ('order_date', 6)]], {})}, verbose_name='кто рассмотрел, согласовал, принял')),
                ('body', wagtail.fields.StreamField([('section', 4), ('clause', 5), ('item', 6), ('paragraph', 7), ('appendix', 9), ('table', 10)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [(1, '1'), (2, '2'), (3, '3'), (4, '4'), (5, '5'), (6, '6')], 'label': 'Уровень'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Как напечатан, без точки в конце.', 'label': 'Номер', 'max_length': 30, 'required': False}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Текст', 'rows': 2}), 3: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': [('age-range', 'Возраст участников'), ('consent-required', 'Обязательное согласие на обработку персональных данных'), ('monitoring-deadlines', 'Сроки мониторинга'), ('annual-return', 'Ежегодные сведения о числе участников'), ('weekly-news', 'Новости не реже раза в неделю'), ('media-releases', 'Пресс-релиз до события и пост-релиз после него'), ('certificate-required', 'Справка о судимости для взрослых со стороны'), ('mentor-replacement', 'Замена наставника по просьбе')], 'help_text': 'Один пункт может значить несколько вещей сразу.', 'label': 'Что этот пункт значит для программы', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'title', 'label': 'Раздел'}), 5: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'list-ol', 'label': 'Пункт'}), 6: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'list-ul', 'label': 'Строка перечня'}), 7: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'pilcrow', 'label': 'Абзац'}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Текст', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 8), ('meaning', 3)]], {'icon': 'doc-full', 'label': 'Приложение'}), 10: ('wagtail.contrib.table_block.blocks.TableBlock', (), {'icon': 'table', 'label': 'Таблица'})}, verbose_name='текст')),
                ('form_title', models.CharField(blank=True, max_length=200, verbose_name='форма наставничества, как в документе')),
                ('intro', models.TextField(blank=True, verbose_name='о форме наставничества')),
                ('goal', models.TextField(blank=True, verbose_name='цель')),
                ('tasks', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.TextBlock', (), {'icon': 'list-ul', 'label': 'Строка', 'rows': 2})}, verbose_name='задачи')),
                ('expected', models.TextField(blank=True, verbose_name='ожидаемые результаты')),
                ('measured', wagtail.fields.StreamField([('result', 2)], blank=True, block_lookup={0: ('wagtail.blocks.TextBlock', (), {'label': 'Результат', 'rows': 2}), 1: ('wagtail.blocks.TextBlock', (), {'help_text': 'По каким данным и когда видно, что он достигнут.', 'label': 'Как измеряется', 'required': False, 'rows': 2}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('measure', 1)]], {})}, verbose_name='оцениваемые результаты')),
                ('participants', models.TextField(blank=True, verbose_name='участники')),
                ('term', models.CharField(blank=True, max_length=300, verbose_name='срок')),
                ('form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='programmes', to='mentoring_pages.mentoringform', verbose_name='форма наставничества')),
            ],
            options={
                'verbose_name': 'программа наставничества',
                'verbose_name_plural': 'программы наставничества',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=300, verbose_name='сервис')),
                ('mode', models.CharField(blank=True, choices=[('synchronous', 'сразу, в разговоре'), ('asynchronous', 'с отложенным ответом'), ('both', 'сразу и с отложенным ответом')], max_length=12, verbose_name='как отвечают')),
                ('basis', models.CharField(blank=True, choices=[('contract', 'договор'), ('joining', 'присоединение к пользовательскому соглашению'), ('either', 'договор или присоединение к пользовательскому соглашению'), ('own', 'собственный сервис организации')], max_length=10, verbose_name='на каком основании')),
                ('status', models.CharField(choices=[('allowed', 'можно пользоваться'), ('forbidden', 'запрещён'), ('ended', 'договор закончился')], default='allowed', max_length=10, verbose_name='можно ли пользоваться')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='проверено')),
                ('clause_key', models.CharField(blank=True, help_text='Пункт, который называет сервис.', max_length=36, verbose_name='ключ пункта')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='примечание')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='mentoring_pages.servicerulespage')),
            ],
            options={
                'verbose_name': 'сервис',
                'verbose_name_plural': 'сервисы',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ServiceRulesTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('term', models.CharField(max_length=200, verbose_name='термин')),
                ('definition', models.TextField(verbose_name='определение')),
                ('clause_key', models.CharField(blank=True, help_text='Пункт, в котором стоит определение.', max_length=36, verbose_name='ключ пункта')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='mentoring_pages.servicerulespage')),
            ],
            options={
                'verbose_name': 'определение',
                'verbose_name_plural': 'определения',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
