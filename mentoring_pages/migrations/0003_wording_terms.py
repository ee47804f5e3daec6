import django.core.validators
import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring_pages', '0002_consent_wording_of_a_school'),
    ]

    operations = [
        migrations.AddField(
            model_name='wordingpage',
            name='base_organisation',
            field=models.CharField(blank=True, help_text='Пусто – сама школа.', max_length=300, verbose_name='организация, на базе которой идёт работа'),
        ),
        migrations.AddField(
            model_name='wordingpage',
            name='change',
            field=models.CharField(blank=True, choices=[('major', 'существенное: нужны новые подписи'), ('minor', 'несущественное: прежние подписи остаются')], help_text='Спрашивается, когда по приказу утверждают новый текст вместо прежнего.', max_length=10, verbose_name='какое это изменение'),
        ),
        migrations.AddField(
            model_name='wordingpage',
            name='for_child',
            field=models.TextField(blank=True, help_text='Короткими предложениями и на «ты»: что это за бумага, что будет, что можно отказаться. Пустая строка начинает новый абзац. Появится отдельной страницей для ребёнка.', verbose_name='для ребёнка 10–13 лет'),
        ),
        migrations.AddField(
            model_name='wordingpage',
            name='form',
            field=models.ForeignKey(blank=True, help_text='Оставьте пустым, если соглашение одно для всех форм.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreement_wordings', to='mentoring_pages.mentoringform', verbose_name='форма наставничества'),
        ),
        migrations.AddField(
            model_name='wordingpage',
            name='notice_days',
            field=models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='за сколько дней предупреждают о выходе'),
        ),
        migrations.AddField(
            model_name='wordingpage',
            name='place',
            field=models.CharField(blank=True, help_text='Пусто – населённый пункт школы.', max_length=100, verbose_name='место заключения'),
        ),
        migrations.AddField(
            model_name='wordingpage',
            name='tasks',
            field=wagtail.fields.StreamField([('task', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'С маленькой буквы, без точки в конце.', 'label': 'Задача', 'max_length': 300}), 1: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'help_text': 'Стороны смогут снять отметку и добавить свои задачи.', 'label': 'Отмечена сразу', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('ticked', 1)]], {})}, verbose_name='задачи'),
        ),
        migrations.AddField(
            model_name='wordingpage',
            name='term_months',
            field=models.PositiveSmallIntegerField(default=9, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(36)], verbose_name='срок, месяцев'),
        ),
        migrations.AddField(
            model_name='wordingpage',
            name='terms',
            field=wagtail.fields.StreamField([('term', 4)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('mentor', 'наставник'), ('mentee', 'наставляемый')], 'label': 'Чья'}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('duty', 'обязанность'), ('right', 'право')], 'label': 'Что это'}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'С маленькой буквы, без точки в конце.', 'label': 'Текст', 'max_length': 400}), 3: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'help_text': 'Снимите отметку, если это право или обязанность есть в каждом соглашении.', 'label': 'Можно изменить под форму наставничества', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('side', 0), ('nature', 1), ('text', 2), ('may_change', 3)]], {})}, verbose_name='права и обязанности'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='variant',
            field=models.CharField(blank=True, max_length=60, verbose_name='вариант'),
        ),
        migrations.AlterField(
            model_name='wordingpage',
            name='kind',
            field=models.CharField(choices=[('processing', 'согласие на обработку персональных данных'), ('processing-full', 'согласие на обработку персональных данных, полная письменная форма'), ('publication', 'согласие на распространение персональных данных'), ('policy', 'ознакомление с политикой'), ('withdrawal', 'отзыв согласия'), ('pep-agreement', 'соглашение о простой электронной подписи'), ('agreement', 'соглашение наставника и наставляемого')], max_length=20, verbose_name='вид'),
        ),
        migrations.AlterField(
            model_name='wordingpage',
            name='variant',
            field=models.CharField(choices=[('representative', 'подписывает представитель'), ('own', 'подписывает участник'), ('sides', 'подписывают стороны соглашения')], default='representative', max_length=20, verbose_name='кто подписывает'),
        ),
    ]
