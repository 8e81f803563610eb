" What the clients for Vim are told of the server.

" The program, as g:backread_executable has it.
function! backread#executable(...) abort
  return get(g:, 'backread_executable', 'backread')
endfunction

" The settings that a project's backread.toml leaves open, as g:backread_settings has them.
function! backread#settings(...) abort
  return get(g:, 'backread_settings', {})
endfunction

" The folder that a buffer belongs to: the nearest above it with one of the markers, else its own.
function! backread#root(buffer) abort
  let l:folder = fnamemodify(bufname(a:buffer), ':p:h')
  for l:marker in ['backread.toml', 'sources', '.git']
    let l:above = escape(l:folder, ' ,;') . ';'
    let l:found = finddir(l:marker, l:above)
    let l:found = empty(l:found) ? findfile(l:marker, l:above) : l:found
    if !empty(l:found)
      return fnamemodify(substitute(fnamemodify(l:found, ':p'), '/$', '', ''), ':h')
    endif
  endfor
  return l:folder
endfunction

" Makes the server a linter of ALE for a kind of files.
function! backread#ale(filetype, language) abort
  call ale#linter#Define(a:filetype, {
        \ 'name': 'backread',
        \ 'lsp': 'stdio',
        \ 'executable': function('backread#executable'),
        \ 'command': '%e lsp',
        \ 'project_root': function('backread#root'),
        \ 'language': a:language,
        \ 'initialization_options': function('backread#settings'),
        \ })
endfunction

" Makes it a server of vim-lsp.
function! backread#vim_lsp() abort
  call lsp#register_server({
        \ 'name': 'backread',
        \ 'cmd': {server_info -> [backread#executable(), 'lsp']},
        \ 'root_uri': {server_info -> lsp#utils#path_to_uri(backread#root(bufnr('%')))},
        \ 'allowlist': ['markdown', 'text'],
        \ 'initialization_options': backread#settings(),
        \ })
endfunction
