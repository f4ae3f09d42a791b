"""The plugin for Neovim, in a real Neovim against the real server."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parent.parent / "editors" / "neovim"
BROKEN = "1. @Staf 🙂: Menulis\n   wktu: 5 menit\n2. @Kepala :   Membaca\n   tidak -> 1\n"

SESSION = """
local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 60000) or {}) do
    if answer.result then return answer.result end
  end
end
local told = vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local found = {}
for _, each in ipairs(vim.diagnostic.get(0)) do
  if each.severity == vim.diagnostic.severity.ERROR then
    table.insert(found, { each.lnum, each.col, each.code or each.user_data.lsp.code })
  end
end
vim.api.nvim_buf_set_lines(0, 1, 2, false, { "   waktu: 5 menit" })
local symbols = ask("textDocument/documentSymbol", { textDocument = vim.lsp.util.make_text_document_params() })
for _, edit in ipairs({ ask("textDocument/formatting", {
  textDocument = vim.lsp.util.make_text_document_params(), options = { tabSize = 2, insertSpaces = true } }) }) do
  vim.lsp.util.apply_text_edits(edit, 0, "utf-16")
end
vim.api.nvim_win_set_cursor(0, { 1, 4 })
vim.lsp.buf.rename("Staf Umum")
vim.wait(60000, function() return vim.api.nvim_buf_get_lines(0, 0, 1, false)[1]:find("Umum") ~= nil end, 20)
io.stdout:write(vim.json and vim.json.encode({
  told = told, found = found, symbols = #symbols, filetype = vim.bo.filetype,
  lines = vim.api.nvim_buf_get_lines(0, 0, -1, false),
}))
vim.cmd("qa!")
"""


def neovim_version() -> tuple[int, ...]:
    """Major and minor number; nothing without Neovim."""
    if not shutil.which("nvim"):
        return ()
    told = subprocess.run(["nvim", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.match(r"NVIM v(\d+)\.(\d+)", told)
    return tuple(map(int, found.groups())) if found else ()


@pytest.mark.skipif(neovim_version() < (0, 7), reason="needs Neovim 0.7")
def test_a_session_in_neovim(tmp_path: Path) -> None:
    text, session, server = tmp_path / "uji.sop", tmp_path / "sesi.lua", tmp_path / "sopflow"
    text.write_text(BROKEN, encoding="utf-8")
    session.write_text(SESSION, encoding="utf-8")
    server.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sopflow "$@"\n')
    server.chmod(0o755)
    start = tmp_path / "init.vim"
    start.write_text(f"let g:sopflow_command = '{server}'\nset runtimepath+={PLUGIN}\n")
    command = ["nvim", "--headless", "-i", "NONE", "-u", str(start), str(text), "-c", f"luafile {session}", "-c", "cquit"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, stdin=subprocess.DEVNULL)
    assert done.stdout, done.stderr
    result = json.loads(done.stdout)
    assert result["filetype"] == "sop"
    assert result["found"] == [[1, 3, "kata-kunci-tidak-dikenal"]]
    assert result["symbols"] == 2
    assert result["lines"] == ["1. @Staf Umum: Menulis", "   waktu: 5 menit", "", "2. @Kepala: Membaca", "   tidak -> 1"]
