-- A window beside the draft that follows the caret: the figure, name or quotation under it, and who says what.

local clients = require('backread.client')

local M = {}

-- The window's buffer, the draft it belongs to, and for each of its lines the place that <CR> opens.
local view = {}

local RELATIONS = { supports = 'agrees', differs = 'differs', qualifies = 'qualifies' }
local REST = 150 -- milliseconds that the caret rests before the server is asked

local function window_of(buffer)
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_buf(window) == buffer then return window end
  end
end

local function is_open() return view.buffer ~= nil and window_of(view.buffer) ~= nil end

--- The lines to show for an answer of the server, with their places and highlights.
local function lines_of(evidence)
  local lines, places, marks = {}, {}, {}
  local function add(text, place, group)
    table.insert(lines, (text:gsub('%s*\n%s*', ' ')))
    places[#lines] = place
    if group then table.insert(marks, { #lines - 1, group }) end
  end
  if not evidence then
    add('Put the caret on a figure, a name or a quotation.', nil, 'Comment')
    return lines, places, marks
  end
  add(evidence.text, nil, 'Title')
  if evidence.subject ~= evidence.text then add(evidence.subject, nil, 'Comment') end
  if #evidence.rows == 0 then add('No source speaks of it.', nil, 'Comment') end
  for _, row in ipairs(evidence.rows) do
    local location = row.location ~= vim.NIL and row.location or nil
    local parts = { RELATIONS[row.relation] or row.relation }
    if row.note and row.note ~= vim.NIL then table.insert(parts, row.note) end
    if row.holder and row.holder ~= vim.NIL then table.insert(parts, row.holder) end
    table.insert(parts, location and ('%s:%d'):format(row.source, location.range.start.line + 1) or row.source)
    add('', nil)
    add(row.value, location, row.relation == 'differs' and 'WarningMsg' or 'String')
    add('  ' .. table.concat(parts, ' · '), location, 'Comment')
    add('  ' .. row.excerpt, location)
  end
  return lines, places, marks
end

local highlights = vim.api.nvim_create_namespace('backread.evidence')

local function show(evidence)
  if not is_open() then return end
  local lines, places, marks = lines_of(evidence)
  view.places = places
  vim.bo[view.buffer].modifiable = true
  vim.api.nvim_buf_set_lines(view.buffer, 0, -1, false, lines)
  vim.bo[view.buffer].modifiable = false
  vim.api.nvim_buf_clear_namespace(view.buffer, highlights, 0, -1)
  for _, mark in ipairs(marks) do
    vim.api.nvim_buf_set_extmark(view.buffer, highlights, mark[1], 0, { end_row = mark[1], end_col = #lines[mark[1] + 1], hl_group = mark[2] })
  end
end

--- Asks for the evidence at the caret of a window with a draft.
function M.at(window, answer)
  if window == 0 then window = vim.api.nvim_get_current_win() end
  local buffer = vim.api.nvim_win_get_buf(window)
  local client = clients.of(buffer)
  if not client then return answer(nil) end
  local params = vim.lsp.util.make_position_params(window, client.offset_encoding)
  clients.request(client, buffer, 'backread/evidence', params, answer)
end

local waiting = 0

--- The caret moved: ask once it rests.
local function follow()
  local window = vim.api.nvim_get_current_win()
  if not is_open() or not clients.of(vim.api.nvim_win_get_buf(window)) then return end
  waiting = waiting + 1
  local mine = waiting
  vim.defer_fn(function()
    if mine ~= waiting or not is_open() or not vim.api.nvim_win_is_valid(window) then return end
    view.draft = window
    view.encoding = (clients.of(vim.api.nvim_win_get_buf(window)) or {}).offset_encoding
    M.at(window, function(evidence)
      if mine == waiting then show(evidence) end
    end)
  end, REST)
end

--- Opens the passage of the line under the caret, in the draft's column; the evidence stays.
local function open_passage()
  local place = (view.places or {})[vim.fn.line('.')]
  if not place then return end
  local window = view.draft
  if not window or not vim.api.nvim_win_is_valid(window) then
    vim.cmd('leftabove vsplit')
  else
    vim.api.nvim_set_current_win(window)
  end
  vim.cmd("normal! m'")
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.uri_to_fname(place.uri)))
  local line = vim.api.nvim_buf_get_lines(0, place.range.start.line, place.range.start.line + 1, false)[1] or ''
  local column = place.range.start.character
  if view.encoding ~= 'utf-8' then
    local ok, byte = pcall(vim.str_byteindex, line, column, true)
    if ok and type(byte) == 'number' then column = byte end
  end
  vim.api.nvim_win_set_cursor(0, { place.range.start.line + 1, math.min(column, math.max(#line - 1, 0)) })
end

--- Opens the window, or closes it.
function M.toggle()
  if is_open() then
    vim.api.nvim_win_close(window_of(view.buffer), true)
    return
  end
  local draft = vim.api.nvim_get_current_win()
  if not clients.of(vim.api.nvim_win_get_buf(draft)) then
    vim.notify('backread: no server checks this buffer; see :checkhealth backread', vim.log.levels.WARN)
    return
  end
  vim.cmd('botright vertical 50new')
  view = { buffer = vim.api.nvim_get_current_buf(), draft = draft, places = {} }
  local local_to = { buftype = 'nofile', bufhidden = 'wipe', swapfile = false, filetype = 'backread-evidence', modifiable = false }
  for name, value in pairs(local_to) do vim.bo[view.buffer][name] = value end
  pcall(vim.api.nvim_buf_set_name, view.buffer, 'backread://evidence')
  for name, value in pairs({ wrap = true, linebreak = true, number = false, relativenumber = false, winfixwidth = true }) do
    vim.wo[name] = value
  end
  vim.keymap.set('n', '<CR>', open_passage, { buffer = view.buffer, desc = 'Open the passage' })
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = view.buffer, desc = 'Close the evidence' })
  local group = vim.api.nvim_create_augroup('backread.evidence', { clear = true })
  vim.api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI', 'BufEnter', 'TextChanged' }, { group = group, callback = follow })
  vim.api.nvim_set_current_win(draft)
  follow()
end

return M
