# Backread in Kakoune, through kakoune-lsp 18 or later. In kakrc, after kakoune-lsp itself:
#
#     eval %sh{kak-lsp}
#     source /path/to/backread/editors/kakoune/backread.kak

hook -group lsp-filetype-backread global BufSetOption filetype=(?:markdown|plain) %{
    # With another server for Markdown beside it: put its table here too.
    set-option buffer lsp_servers %{
        [backread]
        root_globs = ["backread.toml", "sources", ".git"]
        command = "backread"
        args = ["lsp"]
    }
}

# Kakoune has no file type for plain text.
hook -group backread-plain global BufCreate .*[.](txt|text) %{ set-option buffer filetype plain }
