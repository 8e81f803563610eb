"""A session in Vim with ALE, set up as the page tells."""

import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from terminal import Draft, Terminal, run  # noqa: E402

VIMRC = """\
set nocompatible nomore shortmess+=I nofixendofline encoding=utf-8 columns=130
set runtimepath+={editors}/vim
filetype plugin on
let g:ale_linters = {{'markdown': ['backread'], 'text': ['backread']}}
let g:ale_virtualtext_cursor = 'current'
let g:ale_hover_to_floating_preview = 1
"""


def session(draft: Draft, vim: str) -> None:
    vimrc = pathlib.Path(os.environ["HOME"], "vimrc")
    vimrc.write_text(VIMRC.format(editors=os.environ["EDITORS"]))
    with Terminal([vim, "-u", str(vimrc), draft.path]) as editor:
        editor.wait("ran aground")
        editor.send(f":call cursor({draft.line}, {draft.column})\r")
        editor.wait(draft.has_conflict)

        editor.send(":ALEHover\r")
        editor.wait(lambda screen: draft.source in screen and draft.right in screen.split(draft.source)[0])
        editor.send("hl")
        editor.wait(lambda screen: draft.source not in screen)

        editor.send(":ALECodeAction\r")
        menu = editor.wait(draft.fix)
        number = next(line for line in menu.splitlines() if draft.fix in line).split(")")[0].strip()
        editor.send(f"{number}\r")
        editor.wait(f"{draft.right} people in all")
        editor.send(":write\r")
        draft.wait_mended()
        editor.wait(lambda screen: not draft.has_conflict(screen))
        editor.send(":quit\r")
        editor.ended()


run(session)
