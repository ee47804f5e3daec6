"""The user model of the site, ours from the first migration so that it may grow."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff who signs in to the administration.

    Who works in which school is not said here but in ``mentoring_pages.models.StaffMembership``.
    """

    class Meta(AbstractUser.Meta):
        verbose_name = _("учётная запись")
        verbose_name_plural = _("учётные записи")
