-- Neovim 0.11 and later finds this by itself: `vim.lsp.enable('backread')`.
return vim.tbl_extend('error', require('backread.config').defaults(), { root_dir = require('backread').root_dir })
