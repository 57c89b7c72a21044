#!/bin/sh
# Runs a command with ENLACE_DATABASE_URL naming a PostgreSQL server of its own, started for it and stopped after it.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$here/scripts/environment.sh"

server_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | while read -r bin; do [ -x "$bin/initdb" ] && printf '%s\n' "$bin"; done | tail -n 1; }

bin=$(server_bin)
[ -n "$bin" ] || install_debian postgresql
bin=$(server_bin)
[ -n "$bin" ] || { say "PostgreSQL's server is missing. On Debian: apt install postgresql"; exit 1; }

# In memory where there is room: each test with real transactions makes its database anew, out of hundreds of files.
roomy() { [ -w "$1" ] && [ "$(df -kP "$1" 2>/dev/null | awk 'NR == 2 { print $4 }')" -gt 2000000 ]; }
folder=$(if roomy /dev/shm; then mktemp -d -p /dev/shm; else mktemp -d; fi)
as=
if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || useradd --system postgres
    chown postgres "$folder"
    as='runuser -u postgres --'
fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cd /
$as "$bin/initdb" --pgdata="$folder/data" --auth=trust --username=enlace --encoding=UTF8 --locale=C.UTF-8 >/dev/null
$as "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait \
    --options="-c listen_addresses=127.0.0.1 -p $port -k $folder -c fsync=off -c full_page_writes=off \
        -c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0 -c jit=off" start >/dev/null
stop() {
    $as "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT INT TERM
$as "$bin/createdb" --host=127.0.0.1 --port="$port" --username=enlace enlace
cd "$here"
PATH=$bin:$PATH ENLACE_DATABASE_URL="postgresql://enlace@127.0.0.1:$port/enlace" "$@"
