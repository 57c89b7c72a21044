"""How fast a published article is for an anonymous reader: from the page cache, without it, and from nginx.

    python benches/page_cache.py [--seconds 4] [--rounds 3] [--connections 16]

Needs Debian's `wrk` and `nginx`. Prepares a demonstration site in a temporary folder, starts granian with one and two
workers, with and without the cache, and nginx with the same compressed bytes as a file; loads them in turn, several
rounds over, so that a noisy machine is noisy for all; and prints one table of medians and the weight of the page.
Everything stays on the loopback address and is ended and removed at the end.
"""

import argparse
import os
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urljoin
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
BUDGET = 60_000

NGINX = """\
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes {workers};
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    types {{ text/html html; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/files;
        location / {{ gzip_static always; gunzip off; try_files /page.html =404; }}
    }}
}}
"""


@dataclass
class Contender:
    name: str
    workers: int
    port: int
    rates: list[float] = field(default_factory=list)
    slowest: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def fetch(url: str, encoding: str) -> tuple[bytes, dict[str, str]]:
    with urlopen(Request(url, headers={"Accept-Encoding": encoding})) as response:
        return response.read(), {name.lower(): value for name, value in response.getheaders()}


@contextmanager
def running(command: list[str], port: int, env: dict[str, str]):
    process = subprocess.Popen(command, env=env, cwd=ROOT)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"{command[0]} did not start")
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def granian(target: str, workers: int, port: int) -> list[str]:
    options = ["--interface", "wsgi", "--port", str(port), "--workers", str(workers), "--blocking-threads", "4"]
    return [sys.executable, "-m", "granian", f"enlace.config.wsgi:{target}", *options, "--log-level", "error"]


def nginx(folder: Path, workers: int, port: int, page: bytes) -> list[str]:
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "page.html").write_text("only the compressed file beside this one is sent")
    (folder / "files" / "page.html.gz").write_bytes(page)
    configuration = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(NGINX.format(folder=folder, workers=workers, port=port, user=user))
    return [shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(configuration), "-e", str(folder / "error.log")]


def article_path(database: Path) -> str:
    """The address of the longest Spanish news article of the demonstration."""
    with sqlite3.connect(database) as connection:
        (path,) = connection.execute(
            "SELECT url_path FROM wagtailcore_page JOIN website_newspage ON page_ptr_id = wagtailcore_page.id"
            " JOIN wagtailcore_locale ON wagtailcore_locale.id = locale_id"
            " WHERE live AND language_code = 'es' ORDER BY length(body) DESC LIMIT 1"
        ).fetchone()
    return "/es/" + quote(path.split("/", 2)[2])


def load(one: Contender, path: str, seconds: int, connections: int) -> None:
    url = f"http://127.0.0.1:{one.port}{path}"
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: gzip", url]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in report or "Socket errors" in report:
        sys.exit(f"{one.name}: {report}")
    one.rates.append(float(re.search(r"Requests/sec:\s+([\d.]+)", report)[1]))
    amount, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", report).groups()
    one.slowest.append(float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit])


def table(contenders: list[Contender]) -> str:
    lines = [f"{'':<16}{'workers':>8}{'requests/s':>12}{'p99 ms':>9}{'× uncached':>12}{'× nginx':>9}"]
    for one in contenders:
        same = {other.name: other.rate for other in contenders if other.workers == one.workers}
        ratios = f"{one.rate / same['without cache']:>12.1f}{one.rate / same['nginx']:>9.2f}"
        slowest = statistics.median(one.slowest)
        lines.append(f"{one.name:<16}{one.workers:>8}{one.rate:>12,.0f}{slowest:>9.1f}{ratios}")
    return "\n".join(lines)


def weight(url: str) -> str:
    """Compressed bytes of the page, its styles and scripts; fonts beside them."""
    html, headers = fetch(url, "br")
    text = fetch(url, "identity")[0].decode()
    linked = re.findall(r'<link[^>]+href="([^"]+\.css)"|<script[^>]+src="([^"]+)"', text)
    sizes, fonts = {"HTML": len(html)}, {}
    for address in dict.fromkeys(style or script for style, script in linked):
        body, headers = fetch(urljoin(url, address), "br")
        kind = "styles" if address.endswith(".css") else "script"
        sizes[kind] = sizes.get(kind, 0) + len(body)
        require_lasting(address, headers)
        if kind == "styles":
            plain = fetch(urljoin(url, address), "identity")[0].decode()
            for font in re.findall(r'url\(["\']?([^"\')]+\.woff2)', plain):
                at = urljoin(urljoin(url, address), font)
                body, headers = fetch(at, "identity")
                require_lasting(at, headers)
                fonts[at] = len(body)
    parts = ", ".join(f"{name} {size:,}" for name, size in sizes.items())
    total = sum(sizes.values())
    verdict = "within" if total < BUDGET else "OVER"
    beside = f"Fonts beside: {sum(fonts.values()):,} bytes."
    return f"Weight in brotli: {parts}: {total:,} bytes, {verdict} {BUDGET:,}. {beside}"


def require_lasting(address: str, headers: dict[str, str]) -> None:
    if "immutable" not in headers.get("cache-control", "") or "max-age=31536000" not in headers["cache-control"]:
        print(f"not kept for a year: {address} ({headers.get('cache-control')})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args()
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool) and not Path(f"/usr/sbin/{tool}").exists():
            sys.exit(f"{tool} is missing: apt-get install {tool}")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="enlace-bench-")))
        env = os.environ | {
            "ENLACE_DATA": str(folder / "data"),
            "PYTHONPATH": str(ROOT / "src"),
            "ENLACE_DATABASE_URL": "",
        }
        subprocess.run([sys.executable, "-m", "enlace.config", "demo", "--prepare-only"], env=env, cwd=ROOT, check=True)
        path = article_path(folder / "data" / "enlace.sqlite3")
        contenders = []
        for workers in (1, 2):
            for name, target in (("without cache", "website"), ("page cache", "application")):
                one = Contender(name, workers, free_port())
                stack.enter_context(running(granian(target, workers, one.port), one.port, env))
                contenders.append(one)
            page, headers = fetch(f"http://127.0.0.1:{one.port}{path}", "gzip")
            assert headers["content-encoding"] == "gzip"
            one = Contender("nginx", workers, free_port())
            command = nginx(folder / f"nginx{workers}", workers, one.port, page)
            stack.enter_context(running(command, one.port, env))
            assert fetch(f"http://127.0.0.1:{one.port}{path}", "gzip")[0] == page
            contenders.append(one)
        for one in contenders:
            load(one, path, 1, options.connections)
            one.rates.clear()
            one.slowest.clear()
        for _ in range(options.rounds):
            for one in contenders:
                load(one, path, options.seconds, options.connections)
        cached = contenders[1]
        print(
            f"\n{path}: {len(page):,} bytes in gzip; wrk with {options.connections} connections on the same machine\n"
        )
        print(table(contenders))
        print("\n" + weight(f"http://127.0.0.1:{cached.port}{path}"))


if __name__ == "__main__":
    main()
