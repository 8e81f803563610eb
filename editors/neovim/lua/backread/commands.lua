-- What :Backread does.

local backread = require('backread')
local clients = require('backread.client')

local M = {}

local function say(what, level) vim.notify('backread: ' .. what, level or vim.log.levels.INFO) end

local function unchecked() say('no server checks this buffer; see :checkhealth backread', vim.log.levels.WARN) end

--- Moves the caret to a finding and shows what it says, round the end of the text.
local function go(step)
  if not clients.of(0) then return unchecked() end
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

local function running()
  local client = clients.of(0) or clients.all()[1]
  if not client then say('no server is running; see :checkhealth backread', vim.log.levels.WARN) end
  return client
end

--- Has the server run a command.
local function run(client, command, argument)
  local params = { command = command, arguments = argument and { argument } or nil }
  clients.request(client, 0, 'workspace/executeCommand', params, function() end)
end

--- What the server offers at the caret to be done by one of its commands; `use` gets the chosen command's argument.
local function offered(command, use)
  local client = running()
  if not client then return end
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = { diagnostics = {} }
  clients.request(client, 0, 'textDocument/codeAction', params, function(actions)
    local fitting = vim.tbl_filter(function(action)
      return type(action.command) == 'table' and action.command.command == command
    end, actions or {})
    local choose = function(action)
      if action then use(client, vim.deepcopy(action.command.arguments[1])) end
    end
    if #fitting == 0 then return say('nothing of that kind at the caret') end
    if #fitting == 1 then return choose(fitting[1]) end
    vim.ui.select(fitting, { prompt = 'Which?', format_item = function(action) return action.title end }, choose)
  end)
end

--- Silences a finding at the caret for everybody, with a reason that colleagues can read.
local function ignore()
  offered('backread.ignore', function(client, argument)
    vim.ui.input({ prompt = ('Ignore %s at “%s”, because: '):format(argument.rule, argument.words) }, function(reason)
      if not reason then return end
      argument.reason = reason
      run(client, 'backread.ignore', argument)
    end)
  end)
end

--- Accepts the spelling of the name at the caret, for everybody.
local function accept()
  offered('backread.acceptName', function(client, argument) run(client, 'backread.acceptName', argument) end)
end

local function restart()
  for _, client in ipairs(clients.all()) do clients.stop(client) end
  vim.wait(3000, function() return #clients.all() == 0 end, 20)
  backread.resume()
end

local function log()
  local file = vim.lsp.log and vim.lsp.log.get_filename and vim.lsp.log.get_filename() or vim.lsp.get_log_path()
  vim.cmd('tabedit ' .. vim.fn.fnameescape(file))
end

M.commands = {
  evidence = function() require('backread.evidence').toggle() end,
  next = function() go(1) end,
  previous = function() go(-1) end,
  ignore = ignore,
  accept = accept,
  fix = function() vim.lsp.buf.code_action() end,
  reindex = function()
    local client = running()
    if client then run(client, 'backread.reindex') end
  end,
  restart = restart,
  log = log,
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
