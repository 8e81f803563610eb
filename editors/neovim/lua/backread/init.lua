-- Backread for Neovim: starts the server for drafts, and tells what it found.

local config = require('backread.config')
local clients = require('backread.client')

local M = {}

--- What `setup` was told, over the defaults.
M.options = config.defaults()

-- Neovim 0.7 has no `vim.lsp.start`: which client serves which folder is kept here.
local started = {}

--- Whether a buffer may be a draft. Hovers and scratch buffers are none, and a text without a file has no sources.
local function is_file(buffer)
  return vim.bo[buffer].buftype == '' and vim.api.nvim_buf_get_name(buffer) ~= ''
end

--- Where `vim.lsp.enable` starts the server for a buffer (|lsp-root_dir()|).
function M.root_dir(buffer, on_dir)
  if is_file(buffer) then on_dir(config.root(vim.api.nvim_buf_get_name(buffer), vim.lsp.config.backread.root_markers)) end
end

local function start(buffer)
  if not is_file(buffer) then return end
  local options = vim.tbl_extend('force', {}, M.options)
  options.root_dir = options.root_dir or config.root(vim.api.nvim_buf_get_name(buffer), options.root_markers)
  if vim.lsp.start then
    vim.lsp.start(options, { bufnr = buffer })
    return
  end
  -- Nor does it send settings once the server runs.
  options.init_options = options.init_options or (options.settings or {}).backread
  local folder = options.root_dir or ''
  if not started[folder] or not vim.lsp.get_client_by_id(started[folder]) then
    started[folder] = vim.lsp.start_client(options)
  end
  if started[folder] then vim.lsp.buf_attach_client(buffer, started[folder]) end
end

--- Checks drafts from now on. `options` may have anything that a client's configuration has (|vim.lsp.ClientConfig|), and
--- `filetypes` and `root_markers`.
function M.setup(options)
  M.options = vim.tbl_deep_extend('force', config.defaults(), options or {})
  if vim.fn.has('nvim-0.11') == 1 then
    vim.lsp.config('backread', M.options)
    vim.lsp.enable('backread')
    return
  end
  local group = vim.api.nvim_create_augroup('backread', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = M.options.filetypes,
    callback = function(event) start(event.buf) end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(M.options.filetypes, vim.bo[buffer].filetype) then
      start(buffer)
    end
  end
end

--- Starts the server for every draft that none checks: one that has got a name, or whose server is gone.
function M.resume()
  local filetypes = M.options.filetypes
  local group = 'backread'
  if vim.fn.has('nvim-0.11') == 1 then
    filetypes = vim.lsp.config.backread.filetypes
    group = 'nvim.lsp.enable'
  end
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    local filetype = vim.bo[buffer].filetype
    local wanted = vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(filetypes, filetype) and is_file(buffer)
    if wanted and not clients.of(buffer) then
      vim.api.nvim_buf_call(buffer, function()
        -- The group is there only once the server is wanted at all.
        pcall(vim.api.nvim_exec_autocmds, 'FileType', { group = group, pattern = filetype, modeline = false })
      end)
    end
  end
end

--- The server's findings in a buffer, in the order of the text.
function M.findings(buffer)
  local found = vim.tbl_filter(function(d) return d.source == 'backread' end, vim.diagnostic.get(buffer or 0))
  table.sort(found, function(a, b) return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col) end)
  return found
end

--- The rule's code of a finding; Neovim 0.7 keeps it elsewhere.
function M.code(finding)
  return finding.code or (finding.user_data and finding.user_data.lsp and finding.user_data.lsp.code)
end

--- For a status line: "2 warnings, 1 note"; empty where nothing was found or no server checks the buffer.
function M.status(buffer)
  if not clients.of(buffer) then return '' end
  local words = { 'error', 'warning', 'note', 'hint' }
  local counts = { 0, 0, 0, 0 }
  for _, finding in ipairs(M.findings(buffer)) do counts[finding.severity] = counts[finding.severity] + 1 end
  local parts = {}
  for severity, count in ipairs(counts) do
    if count > 0 then table.insert(parts, ('%d %s%s'):format(count, words[severity], count == 1 and '' or 's')) end
  end
  return table.concat(parts, ', ')
end

return M
