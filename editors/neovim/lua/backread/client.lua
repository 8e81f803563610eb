-- The running server, asked in the way that each version of Neovim has.

local M = {}

--- The client that checks a buffer, if one does.
function M.of(buffer)
  buffer = (buffer == nil or buffer == 0) and vim.api.nvim_get_current_buf() or buffer
  local clients
  if vim.lsp.get_clients then
    clients = vim.lsp.get_clients({ bufnr = buffer })
  else
    clients = vim.tbl_values(vim.lsp.buf_get_clients(buffer))
  end
  for _, client in ipairs(clients) do
    if client.name == 'backread' then return client end
  end
end

--- All of its clients.
function M.all()
  local clients = vim.lsp.get_clients and vim.lsp.get_clients() or vim.lsp.get_active_clients()
  return vim.tbl_filter(function(client) return client.name == 'backread' end, clients)
end

--- Sends a request; `answer(result)` comes later, with nil where there is none.
function M.request(client, buffer, method, params, answer)
  local handler = function(problem, result)
    if problem then vim.notify('backread: ' .. tostring(problem.message), vim.log.levels.WARN) end
    if result == vim.NIL then result = nil end
    answer(not problem and result or nil)
  end
  if vim.fn.has('nvim-0.11') == 1 then return client:request(method, params, handler, buffer) end
  return client.request(method, params, handler, buffer)
end

function M.stop(client)
  if vim.fn.has('nvim-0.11') == 1 then return client:stop() end
  return client.stop()
end

return M
