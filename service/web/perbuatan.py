"""The deeds of the audit trail in words; one that is not listed is shown as it is written."""

SAID = {
    "batal": "Membatalkan surat",
    "batal-nomor": "Membatalkan nomor",
    "buang-konsep": "Membuang konsep",
    "buka-berkas": "Membuka berkas",
    "buka-kembali-berkas": "Membuka kembali berkas",
    "buku-jenis": "Memilih buku untuk jenis naskah",
    "catat-surat-masuk": "Mencatat surat masuk",
    "cetak-tanpa-nomor": "Mencetak tanpa nomor",
    "ditolak": "Ditolak: tidak berwenang",
    "ekspor-berkas": "Mengekspor berkas",
    "ganti-sandi": "Mengganti kata sandi sendiri",
    "impor-klasifikasi": "Mengimpor kode klasifikasi",
    "impor-register": "Mengimpor register lama",
    "instansi-baru": "Menyiapkan instansi",
    "kirim-surat": "Mengirim surat",
    "lepas-blok": "Melepas blok nomor",
    "lokasi": "Mencatat tempat naskah kertas",
    "nomor-eksternal": "Mencatat nomor dari luar",
    "nomor-khusus": "Memberi nomor di luar urutan",
    "nomor-terakhir": "Mengubah nomor terakhir",
    "pdf-menyusul": "PDF menyusul",
    "pesan-blok": "Memesan blok nomor",
    "sisip-nomor": "Menyisipkan nomor",
    "tambah-akun": "Menambah akun",
    "tambah-buku": "Menambah buku nomor",
    "tambah-pejabat": "Menambah pejabat",
    "tanda-tangan": "Mengunggah salinan bertanda tangan",
    "tarik-cetakan": "Menarik kembali cetakan",
    "tarik-impor": "Menarik kembali impor",
    "terbit": "Menerbitkan naskah",
    "terima-kiriman": "Mencatat penerima kiriman",
    "tutup-berkas": "Menutup berkas",
    "ubah-akun": "Mengubah akun",
    "ubah-buku": "Mengubah buku nomor",
    "ubah-pejabat": "Mengubah pejabat",
    "ubah-pelaksana": "Mengubah pelaksana SOP",
    "ubah-profil": "Mengubah profil instansi",
    "ubah-surat-masuk": "Mengubah catatan surat masuk",
    "unggah": "Mengunggah dokumen",
}


def said(perbuatan: str) -> str:
    """Say a deed in words."""
    return SAID.get(perbuatan, perbuatan.replace("-", " ").capitalize())
