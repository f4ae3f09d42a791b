// What a new file begins with.
export const NEW_TEXT = `sop: Nama SOP

1. @Pemohon: Mengajukan permohonan
2. @Petugas: Memeriksa berkas
   tidak lengkap -> 1
3. @Kepala Dinas: Menandatangani surat
`;
