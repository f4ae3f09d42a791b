"""What a text means: kinds of shapes and the arrows between them."""

from helpers import chart, faults, flows


def kinds(text: str) -> dict[str, str]:
    return {shape.id: shape.kind for row in chart(text).rows for shape in row.shapes}


def test_rows_lead_to_the_next_row_between_two_capsules() -> None:
    text = """
        1. @A: Menulis surat
        2. @B: Memeriksa surat
        3. @A: Mengirim surat
        """
    assert kinds(text) == {"s1-a": "start", "s2-b": "process", "s3-a": "end"}
    assert flows(chart(text)) == ["s1-a > s2-b", "s2-b > s3-a"]


def test_a_label_makes_a_decision_whose_other_exit_leads_on() -> None:
    text = """
        1. @A: Menulis surat
        2. @B: Memeriksa surat
           tidak -> 1
        3. @A: Mengirim surat
        """
    assert kinds(text)["s2-b"] == "decision"
    assert flows(chart(text)) == ["s1-a > s2-b", "s2-b Tidak> s1-a", "s2-b Ya> s3-a"]


def test_a_label_behind_a_lane_is_read_as_one_without() -> None:
    for origin in ("@A", '@"A"', "@*A*", "@a"):
        for label, printed in [
            ("tidak", "Tidak"),
            ('"tidak"', "Tidak"),
            ("*tidak* sesuai", "Tidak sesuai"),
            ('"a -> **b**"', "A -> b"),
            (r"\*x", "*x"),
        ]:
            of = chart(f"1. @A: Menulis\n2. @B -> @A: Memeriksa\n   {origin} {label} -> 1\n3. @A: Mengirim\n")
            assert [flow.label for flow in of.flows if flow.label and not flow.implied] == [printed]


def test_a_lane_is_the_same_with_and_without_emphasis() -> None:
    of = chart(
        "pelaksana:\n  a: *Kepala* Dinas\n  b: Staf\n1. @a: Menulis\n2. @b -> @Kepala Dinas: Memeriksa\n   @*Kepala Dinas* tidak -> 1\n"
    )
    assert [lane.name for lane in of.lanes] == ["Kepala Dinas", "Staf"]


def test_the_other_exit_is_named_by_its_opposite() -> None:
    for label, other in [
        ("tidak lengkap", "Lengkap"),
        ("ditolak", "Disetujui"),
        ("lengkap", "Tidak lengkap"),
        ("belum lunas", "Sudah lunas"),
    ]:
        of = chart(f"1. @A: Menulis\n2. @B: Memeriksa\n   {label} -> 1\n3. @A: Mengirim\n")
        assert [flow.label for flow in of.flows if flow.implied and flow.label] == [other]


def test_with_two_labels_nothing_is_added() -> None:
    text = """
        1. @A: Menulis
        2. @B: Memeriksa
           lengkap -> 3
           kurang -> 1
           salah -> selesai
        3. @A: Mengirim
        """
    assert flows(chart(text))[1:] == ["s2-b Lengkap> s3-a", "s2-b Kurang> s1-a", "s2-b Salah> s2-b-selesai"]


def test_an_unlabelled_arrow_beside_a_label_is_the_other_exit() -> None:
    text = """
        1. @A: Menulis
        2. @B: Memeriksa
           tidak -> 1
           -> 4
        3. @A: Mengirim
        4. @A: Mengarsipkan
        """
    assert "s2-b > s4-a" in flows(chart(text))
    assert "s2-b > s3-a" not in flows(chart(text))


def test_lanjut_is_the_next_row() -> None:
    text = """
        1. @A: Menulis
        2. @B: Memeriksa
           lengkap -> lanjut
           kurang -> 1
        3. @A: Mengirim
        """
    assert "s2-b Lengkap> s3-a" in flows(chart(text))


def test_a_last_decision_gets_an_end_capsule() -> None:
    text = """
        1. @A: Menulis
        2. @B: Menyetujui
           tidak -> 1
        """
    assert kinds(text)["s2-b-selesai"] == "end"
    assert "s2-b Ya> s2-b-selesai" in flows(chart(text))


def test_a_first_decision_gets_a_start_capsule_above_it() -> None:
    text = """
        1. @A: Memeriksa
           tidak -> selesai
        2. @B: Mengirim
        """
    of = chart(text)
    assert [(shape.id, shape.kind, shape.level) for shape in of.rows[0].shapes] == [
        ("s1-a-mulai", "start", 0),
        ("s1-a", "decision", 1),
        ("s1-a-selesai", "end", 2),
    ]


def test_simultaneous_shapes_fork_and_join() -> None:
    text = """
        1. @A: Mengundang
        2. @B & @C: Membahas
        3. @A: Menyimpulkan
        """
    assert flows(chart(text)) == ["s1-a > s2-b", "s1-a > s2-c", "s2-b > s3-a", "s2-c > s3-a"]


def test_all_arrows_between_two_sets_share_a_bundle() -> None:
    of = chart("1. @A: Mengundang\n2. @B & @C: Membahas\n3. @A & @B: Menyimpulkan\n4. @A: Mengarsipkan\n")
    bundles = {flow.bundle for flow in of.flows if flow.source.startswith("s2")}
    assert len(bundles) == 1 and "" not in bundles


def test_shapes_in_a_row_follow_one_another() -> None:
    text = """
        1. @A -> @B & @C -> @D: Membahas
        2. @A: Mengarsipkan
        """
    assert flows(chart(text))[:4] == ["s1-a > s1-b", "s1-a > s1-c", "s1-b > s1-d", "s1-c > s1-d"]


def test_a_lane_used_twice_in_a_row_opens_a_storey() -> None:
    of = chart("1. @A -> @B -> @A: Membahas\n2. @B: Mengarsipkan\n")
    assert [(shape.lane, shape.level) for shape in of.rows[0].shapes] == [(0, 0), (1, 0), (0, 1)]


def test_the_exit_of_one_shape_of_several() -> None:
    text = """
        1. @A: Menulis
        2. @Ketua Tim -> @Sekretaris: Memeriksa
           @Ketua Tim tidak -> 1
        3. @A: Mengirim
        """
    assert flows(chart(text))[1:3] == ["s2-ketua-tim Tidak> s1-a", "s2-ketua-tim Ya> s2-sekretaris"]


def test_a_target_may_be_one_shape_of_a_row() -> None:
    text = """
        1. @A & @B: Menulis
        2. @C: Memeriksa
           tidak -> 1@B
        3. @A: Mengirim
        """
    assert "s2-c Tidak> s1-b" in flows(chart(text))


def test_a_shape_across_two_lanes() -> None:
    of = chart("1. @A: Menulis\n2. @A+B: Memeriksa\n3. @B: Mengirim\n")
    assert [(shape.lane, shape.lane_last) for shape in of.rows[1].shapes] == [(0, 1)]


def test_an_explicit_start_has_no_implied_inflow() -> None:
    text = """
        1. @A: Menerima telepon
           -> 3
        2. @B(mulai): Menerima surat
        3. @C: Mencatat
        4. @C: Mengarsipkan
        """
    assert kinds(text)["s2-b"] == "start"
    assert flows(chart(text)) == ["s1-a > s3-c", "s2-b > s3-c", "s3-c > s4-c"]


def test_an_unlabelled_end_makes_the_row_itself_a_capsule() -> None:
    text = """
        1. @A: Menulis
           -> 3
        2. @B: Membatalkan
           -> selesai
        3. @C: Memeriksa
           tidak -> 2
        4. @A: Mengirim
        """
    assert kinds(text)["s2-b"] == "end"


def test_another_procedure_is_reached_by_a_connector() -> None:
    of = chart("1. @A: Memeriksa\n   rusak -> sop: Perbaikan Alat\n2. @A: Memakai\n")
    (link,) = [shape for row in of.rows for shape in row.shapes if shape.kind == "connector"]
    assert (link.link, link.text) == ("Perbaikan Alat", "Perbaikan Alat")


def test_lanes_come_in_the_order_of_first_use() -> None:
    assert [lane.name for lane in chart("1. @B: Menulis\n2. @A: Memeriksa\n3. @B: Mengirim\n").lanes] == ["B", "A"]


def test_faults_of_meaning_are_reported_all_at_once() -> None:
    text = """
        pelaksana:
          a: Ketua
          b: Anggota
          c: Sekretaris
        1. @a: Menulis
        1. @bb: Memeriksa
           tidak -> 7
        3. @a+c: Menyusun
        4. @a & @b: Membahas
           tidak -> 1
        5. @b(selesai): Mengirim
           -> 1
        """
    found = faults(text)
    for expected in [
        "6:1 nomor-ganda",
        "6:5 pelaksana-tidak-dikenal",
        "8:4 lajur-tidak-bersebelahan",
        "10:4 jalan-milik-siapa",
        "12:4 akhir-berlanjut",
    ]:
        assert expected in found, found


def test_an_unknown_row_is_named_with_what_exists() -> None:
    assert faults("1. @A: Menulis\n2. @B: Memeriksa\n   tidak -> 7\n") == ["3:13 baris-tidak-ada"]


def test_a_number_out_of_step_is_a_warning() -> None:
    assert faults("1. @A: Menulis\n2. @B: Memeriksa\n2a. @B: Menyela\n4. @A: Mengirim\n") == ["3:1 nomor-tidak-urut"]


def test_printed_numbers_follow_the_order_and_what_is_asked_for() -> None:
    of = chart("1. @A: Menulis\nsela. @B: Memeriksa\n   nomor: 1.a\n2. @B: Menyusun\nx. @A: Mengirim\n   nomor: -\n")
    assert [row.number for row in of.rows] == ["1", "1.a", "2", ""]


def test_simultaneous_rows_in_the_same_lanes_go_on_lane_by_lane() -> None:
    of = chart("1. @A: Mengundang\n2. @B & @C: Membahas\n3. @C & @B: Menyusun\n4. @A: Mengarsipkan\n")
    assert flows(of)[2:4] == ["s2-b > s3-b", "s2-c > s3-c"]


def test_rows_above_the_first_sop_are_not_lost_in_silence() -> None:
    assert faults("1. @A: Menulis\nsop: Surat\n1. @B: Memeriksa\n2. @A: Mengirim\n") == ["1:1 kegiatan-tanpa-sop"]


def test_a_field_written_twice_is_told() -> None:
    text = "sop: Surat\nketerkaitan: SOP A\nperingatan: Jika terlambat, maka ditolak\nketerkaitan: SOP B\n1. @A: Menulis\n2. @B: Mengirim\n"
    assert faults(text) == ["2:1 isian-ganda"]
