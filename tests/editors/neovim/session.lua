-- A session in Neovim (0.7 and later): diagnostics shown and underlined, hover read, a fix chosen from the menu, the file
-- saved, the diagnostic gone, the server ended. SERVER and DRAFT come from the environment.

local function fail(what)
  io.stderr:write('neovim: ' .. what .. '\n')
  vim.cmd('cquit 1')
end

local function wait(what, done)
  if not vim.wait(30000, done, 20) then fail('no ' .. what) end
end

local function clients(buffer)
  if vim.lsp.get_clients then return vim.lsp.get_clients({ bufnr = buffer }) end
  return vim.tbl_values(vim.lsp.buf_get_clients(buffer))
end

local function attach(buffer, root)
  local config = { name = 'backread', cmd = { vim.env.SERVER, 'lsp' }, root_dir = root }
  if vim.lsp.start then return vim.lsp.start(config) end
  local id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buffer, id)
  return id
end

local function found(buffer, code)
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    local given = d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code)
    if given == code then return d end
  end
end

local function covered(buffer, d)
  return table.concat(vim.api.nvim_buf_get_text(buffer, d.lnum, d.col, d.end_lnum, d.end_col, {}), '\n')
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

local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
  end
end

local function session()
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.DRAFT))
  local buffer = vim.api.nvim_get_current_buf()
  attach(buffer, vim.fn.fnamemodify(vim.env.DRAFT, ':h'))
  wait('client', function() return #clients(buffer) > 0 end)

  wait('diagnostic on the figure', function() return found(buffer, 'figure-conflict') end)
  local figure = found(buffer, 'figure-conflict')
  assert(covered(buffer, figure) == '430', covered(buffer, figure))
  assert(figure.source == 'backread' and figure.severity == vim.diagnostic.severity.WARN, vim.inspect(figure))
  assert(figure.message:find('340', 1, true), figure.message)
  wait('underline', function() return underlined(buffer, figure) end)
  local words = found(buffer, 'quote-altered')
  assert(words and covered(buffer, words):find('doors'), vim.inspect(words))

  vim.api.nvim_win_set_cursor(0, { figure.lnum + 1, figure.col + 1 })
  vim.lsp.buf.hover()
  wait('hover', float)
  local shown = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float()), 0, -1, false), '\n')
  assert(shown:find('340', 1, true) and shown:find('courier.txt', 1, true), shown)
  vim.api.nvim_win_close(float(), true)

  vim.ui.select = function(items, _, choose) vim.schedule(function() choose(items[1], 1) end) end
  vim.lsp.buf.code_action()
  wait('fix', function()
    local line = vim.api.nvim_buf_get_lines(buffer, figure.lnum, figure.lnum + 1, false)[1]
    return line == 'Harbour officials said 340 passengers were rescued from the ferry Halvorsen.'
  end)
  wait('end of the diagnostic', function() return not found(buffer, 'figure-conflict') end)
  assert(found(buffer, 'quote-altered'), 'the other diagnostic stays')
  vim.cmd('silent write')
  assert(table.concat(vim.fn.readfile(vim.env.DRAFT), '\n'):find('said 340 passengers', 1, true), 'the file was saved')

  vim.api.nvim_win_set_cursor(0, { words.lnum + 1, words.col + 1 })
  vim.lsp.buf.definition()
  wait('definition', function() return vim.api.nvim_buf_get_name(0):find('/sources/', 1, true) end)

  vim.lsp.stop_client(vim.lsp.get_active_clients and vim.lsp.get_active_clients() or vim.lsp.get_clients())
  wait('end of the server', function() return #clients(buffer) == 0 end)
end

local ok, problem = pcall(session)
if not ok then fail(tostring(problem)) end
vim.cmd('qall!')
