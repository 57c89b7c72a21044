# Sourced by ./enlace and the Makefile's scripts: finds uv and a Python, and keeps .venv as the lock file says.
# Needs $here, the root of the project. Everything it makes lies in .tools and .venv.

say() { printf '%s\n' "$*" >&2; }

newest_pyenv_python() {
    root=${PYENV_ROOT:-$HOME/.pyenv}
    [ -d "$root/versions" ] || return 0
    for folder in "$root"/versions/3.*/; do
        [ -x "$folder/bin/python3" ] && basename "$folder"
    done | grep -E '^3\.(1[2-9]|[2-9][0-9])\.[0-9]+$' | sort -t. -k2,2n -k3,3n | tail -n 1 |
        while read -r version; do printf '%s\n' "$root/versions/$version/bin"; done
}

find_uv() {
    if uv --version >/dev/null 2>&1; then
        UV=uv
    elif "$here/.tools/bin/uv" --version >/dev/null 2>&1; then
        UV=$here/.tools/bin/uv
    else
        say "Enlace: fetching uv, which keeps the Python packages (once)."
        if ! python3 -m venv "$here/.tools" >/dev/null 2>&1; then
            rm -rf "$here/.tools"
            if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
                { apt-get update -qq && apt-get install -y -qq python3-venv; } >/dev/null 2>&1 || true
            fi
            python3 -m venv "$here/.tools" >/dev/null 2>&1 || {
                say "Enlace needs uv. Install it (on Debian: apt install python3-venv, then run this again; elsewhere: pip install uv)."
                exit 1
            }
        fi
        "$here/.tools/bin/pip" install -qq --disable-pip-version-check uv >&2 || {
            say "Enlace could not fetch uv from the Python package index. Look at the network, or install uv by hand, and run this again."
            exit 1
        }
        UV=$here/.tools/bin/uv
    fi
}

# prepare_environment LOCK: .venv holds at least what LOCK names. A larger environment (tests) is left as it is.
prepare_environment() {
    lock=$here/$1
    stamp=$here/.venv/lock-$(cksum <"$lock" | tr -d ' ')
    wide=$here/.venv/lock-$(cksum <"$here/requirements-dev.lock" | tr -d ' ')
    if [ -e "$stamp" ] || { [ "$1" = requirements.lock ] && [ -e "$wide" ]; }; then return 0; fi
    find_uv
    bin=$(newest_pyenv_python)
    [ -n "$bin" ] && PATH=$bin:$PATH
    say "Enlace: preparing the Python packages (a minute, once)."
    if ! "$here/.venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then
        rm -rf "$here/.venv"
        "$UV" venv --quiet --no-project --python '>=3.12' "$here/.venv" >&2
    fi
    VIRTUAL_ENV=$here/.venv "$UV" pip sync --quiet --require-hashes "$lock" >&2
    rm -f "$here"/.venv/lock-*
    touch "$stamp"
}

# Draft translation is a help, not a need: it is installed where that takes no question.
prepare_apertium() {
    command -v apertium >/dev/null && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Enlace: installing Apertium for draft translations (once)."
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends apertium apertium-eng-spa apertium-es-pt; } >/dev/null 2>&1 ||
            say "Enlace: Apertium could not be installed; draft translation stays off."
    else
        say "Enlace: for draft translations on this machine: apt install apertium apertium-eng-spa apertium-es-pt"
    fi
    return 0
}

# install_debian NAME...: Debian packages, where this user may install them.
install_debian() {
    command -v apt-get >/dev/null || return 1
    sudo=
    [ "$(id -u)" = 0 ] || sudo='sudo -n'
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends "$@"; } >&2 </dev/null
}

# What the tests drive: a browser, and gettext to read our strings out of the sources. They start Python dozens of times,
# which takes half as long where it may keep what it compiled.
prepare_test_tools() {
    unset PYTHONDONTWRITEBYTECODE
    missing=
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing="$missing chromium"
    command -v xgettext >/dev/null || missing="$missing gettext"
    [ -z "$missing" ] || install_debian $missing || {
        say "The tests need:$missing. Install them (on Debian: apt install$missing) and run make test again."
        exit 1
    }
}
