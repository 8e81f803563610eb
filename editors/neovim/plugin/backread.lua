-- :Backread, with its commands completed.
if vim.g.loaded_backread or vim.fn.has('nvim-0.7') == 0 then return end
vim.g.loaded_backread = true

vim.api.nvim_create_user_command('Backread', function(call) require('backread.commands').run(call.args) end, {
  nargs = 1,
  desc = 'Evidence, findings and the server of Backread',
  complete = function(start) return require('backread.commands').names(start) end,
})

-- A text that is given a name becomes a draft.
vim.api.nvim_create_autocmd({ 'BufFilePost', 'BufWritePost' }, {
  group = vim.api.nvim_create_augroup('backread.named', { clear = true }),
  callback = function()
    if package.loaded.backread then require('backread').resume() end
  end,
})
