#!/bin/bash
# Install the wheel in WORK/dist into a clean environment, start the site from it as a school would,
# and read its pages. Argument: WORK, a folder that may be filled. Leaves the environment there.
set -eu
work=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
python=${PYTHON:-"$root/.venv/bin/python"}

"$python" -m venv "$work/venv"
grep -E '^pip==' "$root/constraints.txt" | xargs "$work/venv/bin/pip" install -qq --disable-pip-version-check
"$work/venv/bin/pip" install -qq --disable-pip-version-check -c "$root/constraints.txt" "$work"/dist/*.whl

mkdir -p "$work/site"
cd "$work/site"
secret() { "$work/venv/bin/python" -c 'import secrets; print(secrets.token_urlsafe(60))'; }
port=$("$work/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
set -a
DJANGO_SETTINGS_MODULE=mentoring_site.settings.production
SECRET_KEY=$(secret)
ALLOWED_HOSTS=127.0.0.1
DATABASE_URL=sqlite:///$work/site/school.sqlite3
EMAIL_URL=dummymail://
DEFAULT_FROM_EMAIL=school@example.org
NASTAVNIK_VAR=$work/site/var
NASTAVNIK_BASE_URL=https://school.example
NASTAVNIK_INSTALLATION_KEYS=$("$work/venv/bin/python" -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())')
NASTAVNIK_CODE_KEY=$(secret)
NASTAVNIK_INDEX_KEY=$(secret)
BEHIND_PROXY=1
NASTAVNIK_ADDRESS_HEADER=X-Real-IP
set +a

django() { "$work/venv/bin/python" -m django "$@"; }
django check --deploy --fail-level WARNING
django makemigrations --check --dry-run
django migrate -v 0
django collectstatic --noinput -v 0
django shell --no-imports -v 0 -c '
from wagtail.models import Page
from mentoring_pages.models import RegulationPage
page = RegulationPage(title="Положение о наставничестве", slug="polozhenie")
Page.objects.get(depth=2).add_child(instance=page)
page.save_revision().publish()
'

"$work/venv/bin/gunicorn" mentoring_site.wsgi --bind "127.0.0.1:$port" --timeout 300 --log-level warning --no-control-socket 2>"$work/server.log" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true' EXIT

"$work/venv/bin/python" - "$port" <<'CHECK' || { tail -n 40 "$work/server.log"; exit 1; }
import json, sys, time, urllib.error, urllib.request

base = f"http://127.0.0.1:{sys.argv[1]}"


def read(path):
    request = urllib.request.Request(base + path, headers={"X-Forwarded-Proto": "https"})
    with urllib.request.urlopen(request, timeout=300) as answer:
        return answer.read().decode()


for _ in range(600):
    try:
        health = json.loads(read("/healthz"))
        break
    except urllib.error.HTTPError as error:
        sys.exit(f"/healthz: {error.code} {error.read().decode()}")
    except urllib.error.URLError:
        time.sleep(0.5)
else:
    sys.exit("the server did not start")
assert health["status"] == "ok", health
home, login = read("/polozhenie/"), read("/cms/login/")
assert "<h1" in home and "Положение о наставничестве" in home, home[:2000]
assert "name=\"password\"" in login, login[:500]
print("The installed site answers: /healthz ok,", len(home), "characters of its first page.")
CHECK
