"""`sopflow serve` as its user meets it: the real page in the real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from serving import Serving

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TEXT = "sop: Surat\nnomor: 1\n\n1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 1\n3. @A: Mengirim surat\n"
PASTE = """(editor, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
PATIENCE = 60_000.0
"""Milliseconds, for a machine that does other things too."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Serving, Path]]:
    base = tmp_path_factory.mktemp("browser")
    (base / "naskah").mkdir()
    (base / "naskah" / "awal.sop").write_text(TEXT, encoding="utf-8")
    with Serving(base / "naskah", base / "home") as started:
        yield started, base / "naskah"


class Desk:
    """An open page with a file of its own, and what it asked for and complained of."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page, self.file = page, file
        self.editor = page.locator(".cm-content")
        self.picture = page.locator("#pages")
        self.bar = page.locator("#bars")

    def write(self, text: str) -> None:
        """Pastes the text over all there is."""
        self.editor.click()
        self.page.keyboard.press("Control+a")
        self.editor.evaluate(PASTE, text)

    def line(self, words: str) -> None:
        """Puts the cursor at the end of the line with these words."""
        self.page.locator(".cm-line", has_text=words).click()
        self.page.keyboard.press("End")

    def save(self) -> None:
        self.page.keyboard.press("Control+s")
        expect(self.page.locator("#state")).to_have_text("Tersimpan")

    def wait_for_file(self, words: str) -> None:
        """Until the file on the disk has these words."""
        for _ in range(int(PATIENCE / 50)):
            if words in self.file.read_text(encoding="utf-8"):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.file.name} never had «{words}»")

    @property
    def text(self) -> str:
        return "\n".join(line.removesuffix("\n") for line in self.page.locator(".cm-line").all_inner_texts())


@pytest.fixture
def desk(browser: Browser, serving: tuple[Serving, Path], request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A fresh browser profile with the page open on a file for this test. Whatever happens: nothing foreign is asked for, and the browser
    has nothing to complain of."""
    name = re.sub(r"\W", "-", request.node.name)
    file = serving[1] / f"{name}.sop"
    file.write_text(TEXT, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    asked, complaints = watched(page)
    page.goto(serving[0].address)
    page.locator("#files button", has_text=name).click()
    expect(page.locator("#file-name")).to_have_text(file.name)
    expect(page.locator(".sheet")).to_have_count(2)
    yield Desk(page, file)
    context.close()
    assert {url for url in asked if not url.startswith((serving[0].origin, "data:", "blob:"))} == set()
    assert complaints == []


def watched(page: Page) -> tuple[list[str], list[str]]:
    """The addresses that the page asks for, and the errors it meets, as they come."""
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url.replace("ws://", "http://")))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    return asked, complaints


# ---- writing and seeing


def test_what_is_typed_is_drawn(desk: Desk) -> None:
    desk.line("Mengirim surat")
    desk.page.keyboard.type(" dinas")
    expect(desk.picture).to_contain_text("dinas")
    expect(desk.page.locator("#state")).to_have_text("Belum disimpan")
    desk.save()
    desk.wait_for_file("3. @A: Mengirim surat dinas\n")


def test_the_key_does_not_stay_in_the_address(desk: Desk) -> None:
    assert "#" not in desk.page.url and len(desk.page.url.rstrip("/").rsplit(":", 1)[1]) <= 5


def test_a_text_never_becomes_markup(desk: Desk) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>&lt;b&gt; ]]> \" '"
    desk.write(f'sop: {hostile}\n1. @A: {hostile}\n2. @"<b>B</b>": Selesai\n')
    expect(desk.picture).to_contain_text("onerror=alert(1)")
    assert desk.page.evaluate("document.querySelectorAll('#pages script, #pages img, #outline img, #problem-list img').length") == 0


def test_a_mistake_is_underlined_told_and_mended_by_a_click(desk: Desk) -> None:
    desk.write(TEXT.replace("Memeriksa surat", "Menganalisa surat"))
    problem = desk.page.locator("#problem-list li", has_text="tidak baku")
    expect(problem).to_contain_text("baris 5")
    expect(desk.page.locator(".cm-lintRange")).not_to_have_count(0)
    problem.locator(".fix").click()
    expect(desk.editor).to_contain_text("Menganalisis surat")
    expect(problem).to_have_count(0)


def test_an_error_keeps_the_last_picture_and_says_so(desk: Desk) -> None:
    desk.write(TEXT.replace("-> 1", "-> 9"))
    expect(desk.page.locator("#stale")).to_have_text("Gambar sebelum galat")
    expect(desk.page.locator(".cm-lintRange-error")).to_have_text("9")
    expect(desk.page.locator("#problem-count")).to_contain_text("1 galat")
    expect(desk.picture).to_contain_text("Mengirim surat")
    desk.page.keyboard.press("Control+z")
    expect(desk.page.locator("#stale")).to_have_text("")


def test_a_text_that_is_too_large_is_told_and_not_sent(desk: Desk) -> None:
    desk.write("# " + "besar sekali\n# " * 80_000)
    expect(desk.bar).to_contain_text("terlalu besar")
    desk.write(TEXT.replace("Mengirim", "Mengantar"))
    expect(desk.bar).to_be_empty()
    expect(desk.picture).to_contain_text("Mengantar surat")


def test_a_click_in_the_picture_goes_to_the_text(desk: Desk) -> None:
    where = desk.page.locator(".cm-activeLine")
    for thing, words in (
        ("[data-id=s2-b]", "2. @B"),
        ("text:has-text('Mengirim surat')", "3. @A"),
        ("[data-flow='s2-b--s1-a']", "tidak -> 1"),
    ):
        desk.page.locator(f".sheet {thing}").first.click()
        expect(where).to_contain_text(words)
    desk.page.locator(".cell[data-column=nomor]").click()
    expect(where).to_have_text("nomor: 1")


def test_the_row_of_the_cursor_is_marked_in_the_picture(desk: Desk) -> None:
    desk.line("tidak -> 1")
    mark, cell = desk.page.locator(".marks .band"), desk.page.locator(".cell[data-row='2'][data-column=kegiatan]")
    expect(mark).to_have_count(1)
    band, words = mark.bounding_box(), cell.bounding_box()
    assert band and words and band["y"] <= words["y"] and words["y"] + words["height"] <= band["y"] + band["height"]


def test_completion_offers_what_fits(desk: Desk) -> None:
    desk.write(TEXT + "4. ")
    desk.page.keyboard.type("@")
    expect(desk.page.locator(".cm-tooltip-autocomplete li")).not_to_have_count(0)
    desk.page.locator(".cm-tooltip-autocomplete li", has_text="B").first.click()
    expect(desk.editor).to_contain_text("4. @B")


def test_a_word_under_the_pointer_is_explained(desk: Desk) -> None:
    desk.page.locator(".t-keyword", has_text="nomor").hover()
    expect(desk.page.locator(".explained")).to_contain_text("Nomor SOP")


def test_rows_are_inserted_from_the_menu_and_moved_by_keys(desk: Desk) -> None:
    desk.line("Menulis surat")
    desk.page.locator("#insert").click()
    desk.page.locator("[role=menuitem]", has_text="Keputusan").click()
    expect(desk.editor).to_contain_text("2. @A: Memeriksa")
    expect(desk.page.locator(".sheet .shape.decision")).to_have_count(2)
    desk.line("Mengirim surat")
    desk.page.keyboard.press("Alt+Shift+ArrowUp")
    expect(desk.editor).to_contain_text("3. @A: Mengirim surat")
    expect(desk.page.locator(".cm-activeLine")).to_contain_text("Mengirim surat")


# ---- files


def test_an_unchanged_page_follows_the_disk(desk: Desk) -> None:
    desk.file.write_text(TEXT.replace("Mengirim", "Mengantar"), encoding="utf-8")
    expect(desk.editor).to_contain_text("Mengantar surat")
    expect(desk.picture).to_contain_text("Mengantar surat")


@pytest.mark.parametrize("choice", ["Pakai isi berkas", "Simpan tulisan saya"])
def test_a_conflict_is_shown_and_settled_by_the_user(desk: Desk, choice: str) -> None:
    desk.line("Mengirim surat")
    desk.page.keyboard.type(" saya")
    theirs = TEXT.replace("Menulis", "Mengetik")
    desk.file.write_text(theirs, encoding="utf-8")
    expect(desk.bar).to_contain_text("diubah oleh program lain")
    desk.page.keyboard.press("Control+s")
    assert desk.file.read_text(encoding="utf-8") == theirs
    desk.bar.locator("button", has_text="Tunjukkan bedanya").click()
    expect(desk.page.locator("#difference-view")).to_contain_text("Mengetik surat")
    desk.page.locator("#difference-close").click()
    desk.bar.locator("button", has_text=choice).click()
    expect(desk.page.locator("#state")).to_have_text("Tersimpan")
    mine = TEXT.replace("Mengirim surat", "Mengirim surat saya")
    assert desk.file.read_text(encoding="utf-8") == (theirs if choice == "Pakai isi berkas" else mine)
    expect(desk.editor).to_contain_text("Mengetik" if choice == "Pakai isi berkas" else "surat saya")


def test_a_draft_comes_back_after_the_browser_crashed(desk: Desk) -> None:
    desk.line("Mengirim surat")
    desk.page.keyboard.type(" penting")
    while not desk.page.evaluate("Object.keys(localStorage).some((name) => name.startsWith('sopflow-draft'))"):
        desk.page.wait_for_timeout(50)
    other = desk.page.context.new_page()
    desk.page.close()
    other.goto(f"http://{desk.page.url.split('//')[1]}")
    expect(other.locator(".cm-content")).to_contain_text("Mengirim surat penting")
    expect(other.locator("#bars")).to_contain_text("belum sempat disimpan")
    assert desk.file.read_text(encoding="utf-8") == TEXT


def test_saving_by_itself_can_be_chosen(desk: Desk) -> None:
    desk.page.locator("#settings").click()
    desk.page.locator("[role=menuitemradio]", has_text="Simpan otomatis").click()
    desk.line("Mengirim surat")
    desk.page.keyboard.type(" sendiri")
    desk.wait_for_file("Mengirim surat sendiri")
    expect(desk.page.locator("#state")).to_have_text("Tersimpan")


def test_a_new_file_is_made(desk: Desk) -> None:
    desk.page.locator("#new-file").click()
    desk.page.locator("#ask-input").fill("../luar")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#ask-fault")).to_contain_text("tidak dilayani")
    desk.page.locator("#ask-input").fill("izin baru")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#file-name")).to_have_text("izin baru.sop")
    expect(desk.picture).to_contain_text("Mengajukan permohonan")
    assert (desk.file.parent / "izin baru.sop").exists()


@pytest.mark.parametrize(
    ("choice", "start", "ending"), [("PDF", b"%PDF", ".pdf"), ("PNG, halaman", b"\x89PNG", "-1.png"), ("SVG, semua", b"PK", "-svg.zip")]
)
def test_the_document_is_downloaded(desk: Desk, choice: str, start: bytes, ending: str) -> None:
    expect(desk.picture.locator(".sheet")).to_have_count(2)
    desk.page.locator("#download").click()
    with desk.page.expect_download() as got:
        desk.page.locator("[role=menuitem]", has_text=choice).click()
    assert Path(got.value.path()).read_bytes().startswith(start)
    assert got.value.suggested_filename.endswith(ending)


def test_the_page_takes_the_language_of_the_server_until_one_is_chosen(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "a.sop").write_text(TEXT, encoding="utf-8")
    page = browser.new_context().new_page()
    with Serving(tmp_path / "a.sop", tmp_path / "home", 0, "--lang", "en") as serving:
        page.goto(serving.address)
        expect(page.locator("#download")).to_have_text("Download")
        page.locator("#settings").click()
        page.locator("[role=menuitemradio]", has_text="Bahasa Indonesia").click()
        expect(page.locator("#download")).to_have_text("Unduh")
        page.reload()
        expect(page.locator("#page-count")).to_contain_text("Halaman 1")
        expect(page.locator("#download")).to_have_text("Unduh")
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_an_empty_folder_offers_a_new_file(browser: Browser, tmp_path: Path, width: int) -> None:
    (tmp_path / "kosong").mkdir()
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    with Serving(tmp_path / "kosong", tmp_path / "home") as serving:
        page.goto(serving.address)
        expect(page.locator("#write")).to_have_attribute("inert", "")  # nothing can be typed that would be lost
        page.locator("#pages button", has_text="Berkas baru").click()
        page.locator("#ask-input").fill("izin")
        page.keyboard.press("Enter")
        expect(page.locator("#file-name")).to_have_text("izin.sop")
        expect(page.locator("#write")).not_to_have_attribute("inert", "")
        expect(page.locator("#write")).to_be_visible()
        if width > 760:
            expect(page.locator("#page-count")).to_contain_text("Halaman 1 dari")
    context.close()


# ---- the server goes and comes back


def test_the_page_finds_a_server_that_was_started_again(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "surat.sop"
    file.write_text(TEXT, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    desk = Desk(page, file)
    with Serving(file, tmp_path / "home") as first:
        page.goto(first.address)
        expect(page.locator(".sheet")).to_have_count(2)
        first.kill()
        expect(desk.bar).to_contain_text("Terputus")
        desk.line("Mengirim surat")
        page.keyboard.type(" sendiri")
    with Serving(file, tmp_path / "home", first.port) as second:
        expect(desk.bar).to_be_empty()
        expect(desk.picture).to_contain_text("Mengirim surat sendiri")
        desk.save()
        desk.wait_for_file("Mengirim surat sendiri\n")
        second.kill()
        page.keyboard.type(" lagi")
    with Serving(file, tmp_path / "another home", first.port) as third:
        expect(desk.bar).to_contain_text("tidak berlaku")
        context.new_page().goto(third.address)  # the new key: this browser's older page learns it too
        expect(desk.bar).to_be_empty()
        desk.save()
        desk.wait_for_file("Mengirim surat sendiri lagi\n")
    context.close()


# ---- everybody


def test_the_keyboard_goes_everywhere_and_is_caught_nowhere(desk: Desk) -> None:
    desk.editor.click()
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Tab")
    seen = []
    for _ in range(60):
        seen.append(desk.page.evaluate("document.activeElement.id || document.activeElement.className || document.activeElement.tagName"))
        desk.page.keyboard.press("Tab")
    assert {"problems-head", "split", "zoom-in", "pages", "side-button", "download", "settings", "insert", "tidy"} <= set(seen)


def test_everything_that_can_be_pressed_has_a_name(desk: Desk) -> None:
    nameless = "[...document.querySelectorAll('button, [role=tab], [role=separator], nav, main, section')].filter((each) => "
    nameless += "!(each.ariaLabel || each.textContent.trim() || each.title) && !each.closest('nav')).map((each) => each.outerHTML)"
    assert desk.page.evaluate(nameless) == []
    for role in ("main", "navigation", "banner"):
        expect(desk.page.get_by_role(role)).to_have_count(1)


def test_the_page_speaks_english_and_goes_dark(desk: Desk) -> None:
    desk.page.locator("#settings").click()
    desk.page.locator("[role=menuitemradio]", has_text="English").click()
    expect(desk.page.locator("#save")).to_have_text("Save")
    assert desk.page.evaluate("document.documentElement.lang") == "en"
    desk.page.locator("#settings").click()
    desk.page.locator("[role=menuitemradio]", has_text="Dark").click()
    assert desk.page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


def test_a_narrow_screen_shows_one_pane_at_a_time(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 844})
    expect(desk.page.locator("#look")).not_to_be_visible()
    desk.page.locator("#tab-look").click()
    expect(desk.page.locator(".sheet").first).to_be_visible()
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390
    desk.page.locator(".sheet [data-id=s2-b]").click()
    expect(desk.page.locator("#write")).to_be_visible()


def test_zoom_and_print(desk: Desk) -> None:
    desk.page.locator("#zoom-full").click()
    box = desk.page.locator(".sheet").first.bounding_box()
    assert box and abs(box["width"] - 297 * 96 / 25.4) < 1
    desk.page.locator("#zoom-fit").click()
    pdf = desk.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
