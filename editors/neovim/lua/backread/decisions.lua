-- What the house decided (a name accepted, a finding ignored) stands in files that the server has the editor change. They
-- are saved at once: the command line and colleagues read the disk.

local M = {}

local FILES = { ['backread.toml'] = true, ['backread.ignore.toml'] = true }

--- The loaded buffers of such files that have something unsaved.
local function unsaved()
  local found = {}
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':t')
    if FILES[name] and vim.api.nvim_buf_is_loaded(buffer) and vim.bo[buffer].modified then found[buffer] = true end
  end
  return found
end

--- Applies an edit of the server; files of decisions that had nothing unsaved are saved.
function M.apply(problem, result, context, config)
  local before = unsaved()
  local answer = vim.lsp.handlers['workspace/applyEdit'](problem, result, context, config)
  for buffer in pairs(unsaved()) do
    if not before[buffer] then
      vim.api.nvim_buf_call(buffer, function() vim.cmd('silent write!') end)
      -- Nobody opened it: it does not stay in the list.
      if #vim.fn.win_findbuf(buffer) == 0 then vim.bo[buffer].buflisted = false end
    end
  end
  return answer
end

return M
