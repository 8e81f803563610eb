-- A session in Neovim (0.7 and later), started as the plugin's help says: diagnostics shown and underlined, hover read, the
-- evidence followed, a fix chosen from the menu, the file saved, the diagnostic gone, the health told, the server ended.

local WRONG, RIGHT, SOURCE, FIX = vim.env.WRONG, vim.env.RIGHT, vim.env.SOURCE, vim.env.FIX

local function fail(what)
  io.stderr:write('neovim: ' .. what .. '\n')
  vim.cmd('cquit 1')
end

local function wait(what, done)
  local value
  if not vim.wait(30000, function() value = done() return value end, 20) then error('no ' .. what) end
  return value
end

local function clients() return require('backread.client').all() end

local function covered(buffer, d)
  return table.concat(vim.api.nvim_buf_get_text(buffer, d.lnum, d.col, d.end_lnum, d.end_col, {}), '\n')
end

local function found(buffer, code, words)
  for _, d in ipairs(require('backread').findings(buffer)) do
    if require('backread').code(d) == code and covered(buffer, d):find(words, 1, true) then return d end
  end
end

local function underlined(buffer, d)
  for namespace = 1, 200 do
    local ok, marks = pcall(vim.api.nvim_buf_get_extmarks, buffer, namespace, { d.lnum, 0 }, { d.lnum, -1 }, { details = true })
    for _, mark in ipairs(ok and marks or {}) do
      if mark[3] == d.col and tostring(mark[4].hl_group):find('DiagnosticUnderline') then return true end
    end
  end
  return false
end

local function text_of(buffer) return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') end

local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
  end
end

local function evidence_window()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.bo[vim.api.nvim_win_get_buf(window)].filetype == 'backread-evidence' then return window end
  end
end

local function session()
  local draft = vim.env.DRAFT
  local before = table.concat(vim.fn.readfile(draft), '\n')
  vim.cmd('filetype on')
  local settings = { settings = { backread = { rules = { ['figure-malformed'] = 'off' } } } }
  if vim.fn.has('nvim-0.11') == 1 then
    vim.lsp.config('backread', settings)
    vim.lsp.enable('backread')
  else
    require('backread').setup(settings)
  end
  vim.cmd('edit ' .. vim.fn.fnameescape(draft))
  local buffer = vim.api.nvim_get_current_buf()
  wait('client', function() return #clients() > 0 end)

  local figure = wait('diagnostic on the figure', function() return found(buffer, 'figure-conflict', WRONG) end)
  assert(figure.severity == vim.diagnostic.severity.WARN, vim.inspect(figure))
  assert(figure.message:find(RIGHT, 1, true), figure.message)
  wait('underline', function() return underlined(buffer, figure) end)
  assert(require('backread').status(buffer):find('%d+ warnings'), require('backread').status(buffer))
  -- Where the server starts is the dossier's folder, and no other.
  assert(vim.fn.resolve(clients()[1].config.root_dir) == vim.fn.resolve(vim.fn.fnamemodify(draft, ':h')), clients()[1].config.root_dir)

  vim.api.nvim_win_set_cursor(0, { figure.lnum + 1, figure.col + 1 })
  vim.lsp.buf.hover()
  local hover = text_of(vim.api.nvim_win_get_buf(wait('hover', float)))
  assert(hover:find(RIGHT, 1, true) and hover:find(SOURCE, 1, true), hover)
  vim.api.nvim_win_close(float(), true)
  assert(#clients() == 1, 'a hover is no draft')
  assert(not found(buffer, 'figure-malformed', ''), 'a rule that the settings turn off')

  vim.cmd('Backread evidence')
  local window = wait('evidence window', evidence_window)
  local shown = vim.api.nvim_win_get_buf(window)
  wait('evidence', function() return text_of(shown):find(SOURCE, 1, true) end)
  assert(text_of(shown):find('differs', 1, true) and text_of(shown):find(RIGHT, 1, true), text_of(shown))
  local quotation = assert(found(buffer, 'quote-altered', ''), 'a quotation')
  vim.api.nvim_win_set_cursor(0, { quotation.lnum + 1, quotation.col })
  vim.cmd('doautocmd CursorMoved')
  wait('evidence that follows', function() return text_of(shown):find('alarm stayed silent', 1, true) end)
  vim.api.nvim_set_current_win(window)
  vim.fn.search('wire.txt', 'w')
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('<CR>', true, false, true), 'xt', false)
  wait('passage', function() return vim.api.nvim_buf_get_name(0):find('/sources/wire.txt', 1, true) end)
  assert(vim.api.nvim_get_current_line():find('alarm stayed silent', 1, true), vim.api.nvim_get_current_line())
  vim.cmd('buffer ' .. buffer)
  vim.cmd('Backread evidence')
  assert(not evidence_window(), 'the evidence window closes')

  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.cmd('Backread previous')
  local last = require('backread').findings(buffer)
  assert(vim.api.nvim_win_get_cursor(0)[1] == last[#last].lnum + 1, 'previous goes round')
  vim.cmd('Backread next')
  assert(vim.api.nvim_win_get_cursor(0)[1] == last[1].lnum + 1, 'next goes round')
  if float() then vim.api.nvim_win_close(float(), true) end

  vim.api.nvim_win_set_cursor(0, { figure.lnum + 1, figure.col + 1 })
  vim.ui.select = function(items, options, choose)
    for index, item in ipairs(items) do
      if (options.format_item and options.format_item(item) or item):find(FIX, 1, true) then
        return vim.schedule(function() choose(item, index) end)
      end
    end
    fail('the menu has no ' .. FIX .. ': ' .. vim.inspect(items))
  end
  vim.lsp.buf.code_action()
  local mended = before:gsub(WRONG, RIGHT, 1)
  wait('fix', function() return text_of(buffer) == mended end)
  wait('end of the diagnostic', function() return not found(buffer, 'figure-conflict', RIGHT) end)
  assert(found(buffer, 'quote-altered', ''), 'the other diagnostics stay')
  vim.cmd('silent write')
  assert(table.concat(vim.fn.readfile(draft), '\n') == mended, 'the file on disk')

  local unit = assert(found(buffer, 'figure-unit', ''), 'a unit')
  local words = covered(buffer, unit)
  vim.api.nvim_win_set_cursor(0, { unit.lnum + 1, unit.col })
  vim.ui.input = function(_, answer) answer('measured at the quay') end
  vim.cmd('Backread ignore')
  wait('end of the ignored finding', function() return not found(buffer, 'figure-unit', words) end)
  local ignored = vim.fn.fnamemodify(draft, ':h') .. '/backread.ignore.toml'
  wait('the file of ignored findings', function() return vim.fn.filereadable(ignored) == 1 and #vim.fn.readfile(ignored) > 0 end)
  assert(table.concat(vim.fn.readfile(ignored), '\n'):find('measured at the quay', 1, true), 'the reason')

  vim.cmd('silent checkhealth backread')
  local health = text_of(0)
  assert(health:find('backread %d') and health:find('4 from sources') and not health:find('ERROR'), health)
  vim.cmd('buffer ' .. buffer)

  vim.cmd('helptags ' .. vim.fn.fnameescape(vim.env.EDITORS .. '/neovim/doc'))
  vim.cmd('help backread-commands')
  vim.cmd('close')

  vim.cmd('enew')
  vim.bo.filetype = 'markdown'
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'Some 5, 000 people in all.' })
  assert(not require('backread.client').of(0) and #clients() == 1, 'a text without a file is no draft')
  vim.cmd('silent write ' .. vim.fn.fnameescape(vim.fn.fnamemodify(draft, ':h') .. '/later.md'))
  wait('client of the saved text', function() return require('backread.client').of(0) end)
  assert(#clients() == 1, 'the same server')
  vim.cmd('buffer ' .. buffer)

  local first = clients()[1].id
  vim.cmd('Backread restart')
  wait('another server', function() return #clients() == 1 and clients()[1].id ~= first end)
  wait('its diagnostics', function() return found(buffer, 'quote-altered', '') end)
  -- One that is gone is started again, too.
  require('backread.client').stop(clients()[1])
  wait('end of the server', function() return #clients() == 0 end)
  local told
  vim.notify = function(words) told = words end
  vim.cmd('Backread next')
  assert(told:find('no server checks this buffer', 1, true), told)
  vim.cmd('Backread restart')
  wait('a server', function() return #clients() == 1 end)
  wait('its diagnostics', function() return found(buffer, 'quote-altered', '') end)
  require('backread.client').stop(clients()[1])
  wait('end of the server', function() return #clients() == 0 end)
end

local ok, problem = xpcall(session, debug.traceback)
if not ok then fail(tostring(problem)) end
vim.cmd('qall!')
