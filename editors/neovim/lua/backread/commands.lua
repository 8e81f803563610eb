-- What :Backread does.

local backread = require('backread')
local clients = require('backread.client')

local M = {}

local function say(what, level) vim.notify('backread: ' .. what, level or vim.log.levels.INFO) end

--- Moves the caret to a finding and shows what it says, round the end of the text.
local function go(step)
  local found = backread.findings(0)
  if #found == 0 then return say('nothing to report in this buffer') end
  local caret = vim.api.nvim_win_get_cursor(0)
  local line, column = caret[1] - 1, caret[2]
  local target
  if step > 0 then
    for _, d in ipairs(found) do
      if d.lnum > line or (d.lnum == line and d.col > column) then target = d break end
    end
    target = target or found[1]
  else
    for _, d in ipairs(found) do
      if d.lnum < line or (d.lnum == line and d.col < column) then target = d end
    end
    target = target or found[#found]
  end
  vim.cmd("normal! m'")
  vim.api.nvim_win_set_cursor(0, { target.lnum + 1, target.col })
  vim.diagnostic.open_float(0, { scope = 'cursor', focus = false })
end

--- The menu of the quick fixes whose title begins with a word.
local function menu(word)
  if vim.fn.has('nvim-0.8') == 0 then return vim.lsp.buf.code_action() end
  vim.lsp.buf.code_action({ filter = function(action) return vim.startswith(action.title, word) end })
end

local function run(command, otherwise)
  local client = clients.of(0) or clients.all()[1]
  if not client then return say('no server is running', vim.log.levels.WARN) end
  if not clients.offers(client, command) then return otherwise() end
  clients.request(client, 0, 'workspace/executeCommand', { command = command }, function() end)
end

local function restart()
  local buffers = {}
  for _, client in ipairs(clients.all()) do
    vim.list_extend(buffers, clients.buffers(client))
    clients.stop(client)
  end
  vim.wait(3000, function() return #clients.all() == 0 end, 20)
  for _, buffer in ipairs(buffers) do
    if vim.api.nvim_buf_is_valid(buffer) then
      vim.api.nvim_buf_call(buffer, function() vim.cmd('doautocmd FileType') end)
    end
  end
end

M.commands = {
  evidence = function() require('backread.evidence').toggle() end,
  next = function() go(1) end,
  previous = function() go(-1) end,
  ignore = function() menu('Ignore') end,
  accept = function() menu('Accept') end,
  fix = function() vim.lsp.buf.code_action() end,
  reindex = function() run('backread.reindex', restart) end,
  restart = restart,
  log = function() vim.cmd('tabedit ' .. vim.fn.fnameescape(vim.lsp.get_log_path())) end,
}

--- Runs one command by its name.
function M.run(name)
  local command = M.commands[name]
  if command then return command() end
  say(('no command %q; there are %s'):format(name, table.concat(M.names(), ', ')), vim.log.levels.ERROR)
end

--- The commands whose names begin so.
function M.names(start)
  local names = vim.tbl_filter(function(name) return vim.startswith(name, start or '') end, vim.tbl_keys(M.commands))
  table.sort(names)
  return names
end

return M
