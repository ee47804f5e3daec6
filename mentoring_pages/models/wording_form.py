"""The editor's form of a wording: what is asked when a text replaces one that is in force."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError

from mentoring_pages.models.edition import Edition
from mentoring_pages.models.school import School
from mentoring_pages.models.wording_words import places_trouble


class WordingForm(WagtailAdminPageForm):
    """Asks for each new text anew whether its change is major: an old answer is not carried on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        self.school = school_of_page(page if page.pk else self.parent_page)
        self.replaced = replaced_edition(school=self.school, page=page) if page.pk else None
        if self.replaced and "change" in self.fields and is_decided(self.replaced, page):
            self.initial["change"] = ""
        if "form" in self.fields and self.school:
            self.fields["form"].queryset = self.school.mentoring_forms.filter(is_active=True)
        if page.pk and page.kind != "agreement":
            for name in page.agreement_fields:
                self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        number, day = cleaned.get("order_number"), cleaned.get("order_date")
        if bool(number) != bool(day):
            missing = "order_date" if number else "order_number"
            self.add_error(
                missing, _("У приказа есть и номер, и дата. Напишите оба или уберите оба.")
            )
        return cleaned

    def _post_clean(self) -> None:
        """The change is asked here: only now the page holds the text that was typed."""
        super()._post_clean()
        self._say_at_the_lines()
        if self.is_deferred_validation or self.errors or "change" not in self.fields:
            return
        if self.asks_change and not self.cleaned_data.get("change"):
            self.add_error(
                "change",
                _(
                    "Текст изменился по сравнению с тем, что действует. Выберите, существенное ли "
                    "это изменение: от этого зависит, попросят ли у семей новые подписи."
                ),
            )

    def _say_at_the_lines(self) -> None:
        """What the page says about places is shown at the very lines it is about."""
        page = self.instance
        by_line: dict[int, list[str]] = {}
        if "body" in self.errors:
            for index, words in places_trouble(page.lines, kind=page.kind, variant=page.variant):
                by_line.setdefault(index, []).append(words)
        if by_line:
            at_lines = {index: ValidationError(words) for index, words in by_line.items()}
            self.errors["body"] = self.error_class(
                [StreamBlockValidationError(block_errors=at_lines)]
            )

    @property
    def asks_change(self) -> bool:
        """Whether this text would replace another one that people may have signed."""
        page = self.instance
        replaced = replaced_edition(school=self.school, page=page)
        return (
            page.is_approved
            and replaced is not None
            and not same_words(replaced.tree, page.frozen_tree())
        )


def school_of_page(page: Any) -> School | None:
    """The school in whose tree a page stands, or would stand under ``page`` as its parent."""
    return School.objects.filter(site__root_page__in=page.get_ancestors(inclusive=True)).first()


def replaced_edition(*, school: School | None, page: Any) -> Edition | None:
    """The newest approved edition of the same kind and variant: what ``page`` would replace."""
    if school is None:
        return None
    return (
        Edition.objects.filter(school=school, kind=page.kind, variant=page.edition_variant)
        .order_by("-in_force_from", "-frozen_at", "-pk")
        .first()
    )


def is_decided(edition: Edition, page: Any) -> bool:
    """Whether the page's order is the edition's own, so that its answer about change is spent."""
    return (edition.order_number, edition.order_date) == (page.order_number, page.order_date)


def same_words(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two texts read the same on paper: explanations and keys of lines do not count."""
    return _on_paper(one) == _on_paper(other)


def _on_paper(tree: dict[str, Any]) -> tuple[Any, ...]:
    lines = [(block["type"], block["value"]) for block in tree.get("blocks", [])]
    return tree.get("title"), lines, tree.get("agreement")
