-- Neovim 0.11 and later finds this by itself: `vim.lsp.enable('backread')`.
return require('backread.config').defaults()
