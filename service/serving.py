"""Running the service: what must be true first, the web server, and the worker beside it."""

import logging
import secrets
import signal

import click
import waitress
from flask import Flask
from waitress.server import BaseWSGIServer

from service import setup, worker
from service.accounts import users
from service.app import create_app
from service.config import Settings
from service.db import reading
from service.errors import Refused
from service.workbench import Workbench, kept_warm

THREADS = 8
LOG_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def serve(bench: Workbench) -> None:
    """Serve until stopped; Refused when samples would be open to other machines."""
    logging.basicConfig(level=logging.INFO, format=LOG_LINE)
    code = check_reach(bench)
    # A system that shuts down asks with SIGTERM: everything is then closed as with Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with kept_warm(bench) as warm:
        _serve(warm, code)


def _serve(bench: Workbench, setup_code: str | None) -> None:
    settings = bench.settings
    server = _listen(create_app(bench, setup_code=setup_code), settings)
    stop = worker.start(bench)
    click.echo(f"Naskah siap di http://{settings.host}:{settings.port} (Ctrl+C untuk berhenti)")
    try:
        server.run()
    finally:
        stop.set()


def _listen(app: Flask, settings: Settings) -> BaseWSGIServer:
    try:
        return waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=THREADS,
            max_request_body_size=settings.upload_bytes + 1024 * 1024,
            ident=None,
        )
    except OSError as fault:
        raise Refused(
            f"Alamat {settings.host}:{settings.port} tidak dapat dipakai ({fault.strerror}). "
            f"Mungkin Naskah sudah berjalan; kalau tidak, pilih port lain: PORT=8090 make run."
        ) from fault


def check_reach(bench: Workbench) -> str | None:
    """Keep samples on this machine; give the code that an open first start asks for.

    Sample passwords are for practice, so nobody else may reach an installation that has them.
    Where the very first page can be reached from elsewhere, it asks for a code that only the
    terminal shows.
    """
    with reading(bench.engine) as conn:
        samples, empty = users.any_sample(conn), setup.state(conn) == setup.EMPTY
    if bench.settings.loopback_only:
        return None
    if samples:
        raise Refused(
            f"Pemasangan ini berisi akun contoh, sehingga tidak boleh dibuka di "
            f"HOST={bench.settings.host}. Jalankan tanpa HOST (hanya untuk komputer ini), atau "
            "pakai folder data lain untuk instansi sendiri: NASKAH_DATA=data-instansi make run."
        )
    if not empty:
        return None
    code = secrets.token_hex(4)
    click.echo(f"Kode penyiapan (diminta di halaman pertama): {code}")
    return code
