" vim-lsp asks for its servers when it starts; ALE finds its linters by itself.
augroup backread
  autocmd!
  autocmd User lsp_setup call backread#vim_lsp()
augroup END
