#!/bin/sh
# make test: lint, types, templates, migrations, then every test. Arguments go to pytest.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
. scripts/environment.sh
prepare_environment requirements-dev.lock
prepare_test_tools
PATH=$here/.venv/bin:$PATH
export PYTHONPATH="$here/src" DJANGO_SETTINGS_MODULE=enlace.config.test_settings

say "lint";       ruff check .
say "format";     ruff format --check --quiet .
say "templates";  find src -path '*/templates/*.html' -print0 | xargs -0 djade --target-version 6.1 --check
say "types";      mypy
say "migrations"; python -m django makemigrations --check --dry-run core accounts files network themes meetings consultations commitments mechanisms library giving website importer reports
say "tests";      exec python -m pytest "$@"
