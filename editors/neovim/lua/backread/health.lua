-- :checkhealth backread

local M = {}

-- Neovim 0.7 to 0.9 call these otherwise.
local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local info = health.info or health.report_info
local warn = health.warn or health.report_warn
local fail = health.error or health.report_error

local function command()
  if vim.fn.has('nvim-0.11') == 1 and vim.lsp.config.backread then return vim.lsp.config.backread.cmd end
  return require('backread').options.cmd
end

--- The output of a program, or nil where it failed.
local function output(arguments)
  local lines = vim.fn.systemlist(arguments)
  return vim.v.shell_error == 0 and lines or nil, lines
end

function M.check()
  start('backread')
  if vim.fn.has('nvim-0.11') == 1 then
    if vim.lsp.is_enabled and not vim.lsp.is_enabled('backread') then
      warn('the server is not wanted yet', { 'In init.lua: vim.lsp.enable("backread")' })
    else
      ok('Neovim finds lsp/backread.lua by itself: vim.lsp.enable("backread")')
    end
  elseif vim.fn.has('nvim-0.8') == 1 then
    ok('this Neovim wants require("backread").setup()')
  elseif vim.fn.has('nvim-0.7') == 1 then
    ok('Neovim 0.7: this Neovim wants require("backread").setup()')
  else
    fail('Neovim 0.7 or later is needed')
  end

  local cmd = command()
  local program = type(cmd) == 'table' and cmd[1] or nil
  if not program then
    info('the server is started by a function')
  elseif vim.fn.executable(program) == 0 then
    fail(('no program %q'):format(program), { 'Install it: cargo install --path . in Backread’s repository', 'or name it: require("backread").setup({ cmd = { "/path/to/backread", "lsp" } })' })
    return
  else
    local version, said = output({ program, '--version' })
    if not version or not (version[1] or ''):find('^backread %d') then
      fail(('%s does not answer --version as Backread does: %s'):format(program, said[1] or 'nothing'))
      return
    end
    ok(('%s at %s'):format(version[1], vim.fn.exepath(program)))
  end

  local clients = require('backread.client').all()
  if #clients == 0 then
    info('no server is running: open a Markdown or text file')
  end
  for _, client in ipairs(clients) do
    local root = client.config.root_dir
    ok(('a server runs for %s, positions in %s'):format(root or 'files without a folder', client.offset_encoding or 'utf-16'))
    if not root then
      warn('no sources: nothing marks the folder of a story', { 'Put what you write from into a folder "sources" beside the draft.' })
    elseif program then
      local status, said = output('cd ' .. vim.fn.shellescape(root) .. ' && ' .. vim.fn.shellescape(program) .. ' sources status 2>&1')
      for _, line in ipairs(said) do (status and info or warn)(line) end
    end
  end
end

return M
