"""What an environment must be told before it may start."""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured


def require(environment: Mapping[str, str], *names: str) -> None:
    """Raise ``ImproperlyConfigured`` naming at once every variable that is missing or empty."""
    missing = [name for name in names if not environment.get(name, "").strip()]
    if missing:
        raise ImproperlyConfigured(
            "These environment variables are missing or empty: "
            + ", ".join(missing)
            + ". See .env.example and docs/operations.md."
        )
