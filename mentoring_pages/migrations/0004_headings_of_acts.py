import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0003_wording_terms'),
    ]

    operations = [
        migrations.AddField(
            model_name='regulationpage',
            name='approvals',
            field=wagtail.fields.StreamField([('approval', 7)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'default': 'СОГЛАСОВАНО', 'label': 'Гриф', 'max_length': 50}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Например, «педагогический совет».', 'label': 'Орган', 'max_length': 200, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Должность', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Фамилия и инициалы', 'max_length': 150, 'required': False}), 4: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Это протокол, а не приказ', 'required': False}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Номер протокола или приказа', 'max_length': 50, 'required': False}), 6: ('wagtail.blocks.DateBlock', (), {'label': 'Дата', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('heading', 0), ('body', 1), ('post', 2), ('name', 3), ('is_protocol', 4), ('order_number', 5), ('order_date', 6)]], {})}, verbose_name='кто рассмотрел, согласовал, принял'),
        ),
        migrations.AlterField(
            model_name='regulationpage',
            name='body',
            field=wagtail.fields.StreamField([('section', 4), ('clause', 5), ('item', 6), ('paragraph', 7), ('appendix', 9), ('table', 10)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [(1, '1'), (2, '2'), (3, '3'), (4, '4'), (5, '5'), (6, '6')], 'label': 'Уровень'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Как напечатан, без точки в конце.', 'label': 'Номер', 'max_length': 30, 'required': False}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Текст', 'rows': 2}), 3: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': [('age-range', 'Возраст участников'), ('consent-required', 'Обязательное согласие на обработку персональных данных'), ('monitoring-deadlines', 'Сроки мониторинга'), ('annual-return', 'Ежегодные сведения о числе участников'), ('weekly-news', 'Новости не реже раза в неделю'), ('media-releases', 'Пресс-релиз до события и пост-релиз после него'), ('certificate-required', 'Справка о судимости для взрослых со стороны'), ('mentor-replacement', 'Замена наставника по просьбе')], 'help_text': 'Один пункт может значить несколько вещей сразу.', 'label': 'Что этот пункт значит для программы', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'title', 'label': 'Раздел'}), 5: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'list-ol', 'label': 'Пункт'}), 6: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'list-ul', 'label': 'Строка перечня'}), 7: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 2), ('meaning', 3)]], {'icon': 'pilcrow', 'label': 'Абзац'}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Текст', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('level', 0), ('number', 1), ('text', 8), ('meaning', 3)]], {'icon': 'doc-full', 'label': 'Приложение'}), 10: ('wagtail.contrib.table_block.blocks.TableBlock', (), {'icon': 'table', 'label': 'Таблица'})}, verbose_name='текст'),
        ),
    ]
