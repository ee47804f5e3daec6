"""Who says that a contact is the signer's own, in words: a code proves no more than its address."""

from datetime import datetime, tzinfo

from django.utils.translation import gettext as _


def confirmed_words(said: str, *, zone: tzinfo) -> str:
    """``said`` is the fact kept with the signature: a moment, or «no»."""
    if said == "no":
        return _("назван на странице, школой не подтверждён")
    day = datetime.fromisoformat(said).astimezone(zone)
    return _("подтверждён школой %(day)s") % {"day": f"{day:%d.%m.%Y}"}
