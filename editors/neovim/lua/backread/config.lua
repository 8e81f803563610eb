-- What the server is started with where nobody says otherwise.

local M = {}

--- The settings of a client, as `vim.lsp.config` has them.
function M.defaults()
  return {
    name = 'backread',
    cmd = { 'backread', 'lsp' },
    filetypes = { 'markdown', 'text' },
    root_markers = { 'backread.toml', 'sources', '.git' },
    settings = {},
    handlers = { ['workspace/applyEdit'] = require('backread.decisions').apply },
  }
end

--- The folder that a file belongs to: the nearest above it with one of the markers, the first marker first.
function M.root(file, markers)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  for _, marker in ipairs(markers) do
    local found = vim.fn.finddir(marker, vim.fn.escape(folder, ' ,;') .. ';')
    if found == '' then found = vim.fn.findfile(marker, vim.fn.escape(folder, ' ,;') .. ';') end
    if found ~= '' then return vim.fn.fnamemodify((vim.fn.fnamemodify(found, ':p'):gsub('/$', '')), ':h') end
  end
  return nil
end

return M
