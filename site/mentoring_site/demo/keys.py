"""Keys of the demo: made on this machine at the first start, kept in a file of mode 0600."""

import base64
import os
import secrets
from pathlib import Path


def ensure_demo_env(path: Path) -> None:
    """Write *path* with fresh keys and a staff password unless it is there already."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "NASTAVNIK_INSTALLATION_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "NASTAVNIK_CODE_KEY": secrets.token_urlsafe(32),
        "NASTAVNIK_INDEX_KEY": secrets.token_urlsafe(32),
        "DEMO_STAFF_PASSWORD": secrets.token_urlsafe(9),
    }
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in lines.items())
    try:
        os.link(draft, path)  # whoever comes second keeps the first one's keys
    except FileExistsError:
        pass
    finally:
        draft.unlink()
