"""A session in Neovim by keys, in a terminal: the hover and the menu are the editor's own. (The rest is in session.lua.)"""

import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from terminal import Draft, Terminal, run  # noqa: E402

INIT = """\
set runtimepath^={editors}/neovim
set noswapfile shortmess+=I
filetype on
lua << END
vim.diagnostic.config({{ virtual_text = true }})
if vim.fn.has('nvim-0.11') == 1 then vim.lsp.enable('backread') else require('backread').setup() end
vim.keymap.set('n', 'gl', vim.diagnostic.open_float)
vim.keymap.set('n', 'K', vim.lsp.buf.hover)
vim.keymap.set('n', 'gra', vim.lsp.buf.code_action)
END
"""


def session(draft: Draft, neovim: str) -> None:
    config = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "nvim")
    config.mkdir(parents=True)
    (config / "init.vim").write_text(INIT.format(editors=os.environ["EDITORS"]))
    # Wide enough for the finding behind its line.
    with Terminal([neovim, draft.path], columns=260) as editor:
        editor.wait("ran aground")
        editor.send(f":call cursor({draft.line}, {draft.column})\r")
        # Behind the line stands the last of its findings only.
        editor.wait("both count people")
        editor.send("gl")
        editor.wait(draft.has_conflict)

        editor.send("K")
        editor.wait(lambda screen: draft.source in screen and draft.right in screen.split(draft.source)[0])
        editor.send("hl")
        editor.wait(lambda screen: draft.source not in screen)

        editor.send("gra")
        menu = editor.wait(draft.fix)
        number = next(line for line in menu.splitlines() if draft.fix in line).split(":")[0].strip()
        editor.send(f"{number}\r")
        editor.wait(f"{draft.right} people in all")
        editor.send(":write\r")
        draft.wait_mended()
        editor.send(":quit\r")
        editor.ended()


run(session)
