-- Starts `sopflow lsp` for .sop files. Neovim 0.7 or newer; set vim.g.sopflow_command when sopflow is not in the PATH.

vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, { pattern = "*.sop", command = "setfiletype sop" })

local start = vim.lsp.start
  or function(config) -- before Neovim 0.8: one server for all buffers
    vim.g.sopflow_client = vim.g.sopflow_client or vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(0, vim.g.sopflow_client)
  end

vim.api.nvim_create_autocmd("FileType", {
  pattern = "sop",
  callback = function()
    vim.bo.commentstring = "# %s"
    vim.bo.expandtab, vim.bo.shiftwidth, vim.bo.tabstop = true, 2, 2
    start({ name = "sopflow", cmd = { vim.g.sopflow_command or "sopflow", "lsp" }, root_dir = vim.fn.expand("%:p:h") })
  end,
})
