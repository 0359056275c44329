"""The one place that puts the web pieces together."""

from datetime import timedelta

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFProtect

from service import secret
from service.web import (
    arsip,
    arsip_ubah,
    baris,
    beranda,
    beri_nomor,
    berkas,
    daftar,
    ekspor,
    faults,
    gambar,
    gate,
    headers,
    instansi,
    jejak,
    jenis,
    kabupaten,
    kelengkapan,
    klasifikasi,
    langkah,
    massal,
    masuk,
    matriks,
    mulai,
    panduan,
    pemberitahuan,
    pratinjau,
    shelf,
    surat,
    tanda_tangan,
    templat,
    undangan,
    waktu,
    wewenang,
    words,
)
from service.web.agenda import cetak, ekspedisi, halaman, impor, keluar, kepala, khusus, nomor
from service.web.agenda import masuk as surat_masuk
from service.web.pengaturan import (
    akun,
    buku,
    buku_jabatan,
    depan,
    jam_kerja,
    kode,
    mesin,
    pejabat,
    penugasan,
    pola,
    profil,
    sop,
    sop_edisi,
    sop_isi,
    tata,
)
from service.workbench import Workbench

PAGES = (
    masuk.pages,
    mulai.pages,
    beranda.pages,
    pemberitahuan.pages,
    berkas.pages,
    langkah.pages,
    matriks.pages,
    waktu.pages,
    daftar.pages,
    kelengkapan.pages,
    ekspor.pages,
    jenis.pages,
    templat.pages,
    surat.pages,
    beri_nomor.pages,
    massal.pages,
    baris.pages,
    pratinjau.pages,
    arsip.pages,
    arsip_ubah.pages,
    gambar.pages,
    tanda_tangan.pages,
    halaman.pages,
    nomor.pages,
    khusus.pages,
    keluar.pages,
    surat_masuk.pages,
    cetak.pages,
    ekspedisi.pages,
    kepala.pages,
    impor.pages,
    klasifikasi.pages,
    panduan.pages,
    depan.pages,
    profil.pages,
    tata.pages,
    jam_kerja.pages,
    pejabat.pages,
    penugasan.pages,
    buku.pages,
    buku_jabatan.pages,
    pola.pages,
    akun.pages,
    mesin.pages,
    sop.pages,
    sop_edisi.pages,
    sop_isi.pages,
    wewenang.pages,
    kode.pages,
    jejak.pages,
    undangan.pages,
    instansi.pages,
    kabupaten.pages,
)
FORM_BYTES = 16 * 1024 * 1024  # a report with all its tables, many times over
FORM_PARTS = 50_000  # a list of 200 rows with ten columns is 2,000 of them


def create_app(bench: Workbench, *, setup_code: str | None = None) -> Flask:
    """Make the web application of an open installation.

    `setup_code`, when given, is asked for on the first page of an installation without an office.
    """
    app = Flask("service.web")
    app.config.from_mapping(
        SECRET_KEY=secret.read_or_make(bench.settings.data),
        SETUP_CODE=setup_code,
        BOOTSTRAP_SERVE_LOCAL=True,
        MAX_CONTENT_LENGTH=bench.settings.upload_bytes,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        MAX_FORM_PARTS=FORM_PARTS,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=bench.settings.session_hours),
        SESSION_COOKIE_NAME="naskah",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a letter may stay open for hours
    )
    app.extensions["naskah"] = bench
    app.extensions[shelf.FOLDER] = shelf.Shelf(bench.settings.data / shelf.FOLDER)
    gate.install(app)
    CSRFProtect(app)
    Bootstrap5(app)
    words.install(app)
    pemberitahuan.install(app)
    app.jinja_env.filters["tempat_jejak"] = jejak.where
    faults.install(app)
    headers.install(app)
    for pages in PAGES:
        app.register_blueprint(pages)
    return app
