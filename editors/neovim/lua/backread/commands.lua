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

--- Has the server run a command; `otherwise` where there is none that knows it.
local function run(command, argument, otherwise)
  local client = clients.of(0) or clients.all()[1]
  if not client then return say('no server is running; see :checkhealth backread', vim.log.levels.WARN) end
  if not clients.offers(client, command) then return otherwise(command) end
  local params = { command = command, arguments = argument and { argument } or nil }
  clients.request(client, 0, 'workspace/executeCommand', params, function() end)
end

local function unknown(command) say('this server has no ' .. command, vim.log.levels.WARN) end

--- The findings under the caret.
local function here()
  local caret = vim.api.nvim_win_get_cursor(0)
  local line, column = caret[1] - 1, caret[2]
  return vim.tbl_filter(function(d)
    local begun = d.lnum < line or (d.lnum == line and d.col <= column)
    local over = d.end_lnum < line or (d.end_lnum == line and d.end_col <= column)
    return begun and not over
  end, backread.findings(0))
end

--- Silences a finding under the caret for the house, with a reason that colleagues can read.
local function ignore()
  local found = here()
  if #found == 0 then return say('no finding under the caret') end
  local describe = function(d) return ('%s: %s'):format(backread.code(d), d.message) end
  local silence = function(d)
    if not d then return end
    local words = vim.api.nvim_buf_get_text(0, d.lnum, d.col, d.end_lnum, d.end_col, {})
    vim.ui.input({ prompt = 'Why: ' }, function(reason)
      if not reason then return end
      local argument = { uri = vim.uri_from_bufnr(0), rule = backread.code(d), words = table.concat(words, '\n'), reason = reason }
      run('backread.ignore', argument, unknown)
    end)
  end
  if #found == 1 then return silence(found[1]) end
  vim.ui.select(found, { prompt = 'Ignore', format_item = describe }, silence)
end

--- Accepts the spelling of the name under the caret, for the house.
local function accept()
  require('backread.evidence').at(0, function(evidence)
    if not evidence or evidence.kind ~= 'name' then return say('no name under the caret') end
    run('backread.acceptName', { uri = vim.uri_from_bufnr(0), name = evidence.text }, unknown)
  end)
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
  ignore = ignore,
  accept = accept,
  fix = function() vim.lsp.buf.code_action() end,
  reindex = function() run('backread.reindex', nil, restart) end,
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
