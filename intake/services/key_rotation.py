"""Moving every data key under the installation's current key. Encrypted data stay as they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake import vault
from intake.models import DataKey

BATCH = 500


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many data keys were wrapped anew, needed nothing, or are opened by no key we have."""

    wrapped_anew: int
    already_current: int
    unreadable: int


def rotate_keys(*, dry_run: bool = False) -> Rotation:
    """Wrap under the first installation key whatever is still wrapped by an older one.

    May be stopped and run again at any time, beside a working site: each row is replaced only
    while it still holds what was read, so a key destroyed in the meantime stays destroyed.
    """
    wrapped_anew = already_current = unreadable = 0
    for pk, wrapped in _wrapped_keys():
        if vault.is_under_current_key(wrapped):
            already_current += 1
            continue
        try:
            anew = vault.rewrap(wrapped)
        except vault.KeyUnavailable:
            unreadable += 1
            continue
        if not dry_run:
            DataKey.objects.filter(pk=pk, wrapped=wrapped).update(wrapped=anew)
        wrapped_anew += 1
    return Rotation(wrapped_anew, already_current, unreadable)


def _wrapped_keys() -> Iterator[tuple[int, bytes]]:
    """Rows by pages of their number, so that no cursor stays open while rows are written."""
    last = 0
    while rows := list(
        DataKey.objects.filter(pk__gt=last, wrapped__isnull=False)
        .order_by("pk")
        .values_list("pk", "wrapped")[:BATCH]
    ):
        for pk, wrapped in rows:
            if wrapped is not None:
                yield pk, bytes(wrapped)
        last = rows[-1][0]
