"""A session in Kakoune with kakoune-lsp."""

import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from terminal import Draft, Terminal, run  # noqa: E402

KAKRC = """\
set-option global startup_info_version 99999999
eval %sh{{kak-lsp}}
source {editors}/kakoune/backread.kak
lsp-enable
lsp-inlay-diagnostics-enable global
"""


def session(draft: Draft, kakoune: str, lsp: str) -> None:
    config = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "kak")
    config.mkdir(parents=True)
    (config / "kakrc").write_text(KAKRC.format(editors=os.environ["EDITORS"]))
    path = f"{pathlib.Path(kakoune).parent}:{lsp}:{os.environ['PATH']}"
    with Terminal([kakoune, draft.path], columns=200, env={"PATH": path}) as editor:
        editor.wait("ran aground")
        editor.send(f":edit {draft.path} {draft.line} {draft.column}\r")
        editor.wait(draft.has_conflict)

        editor.send(":lsp-hover\r")
        editor.wait(lambda screen: draft.source in screen and draft.right in screen.split(draft.source)[0])
        editor.send("\x1b")
        editor.send("h")
        editor.wait(lambda screen: draft.source not in screen)

        editor.send("l:lsp-code-actions\r")
        editor.wait(draft.fix)
        editor.send("\r")
        editor.wait(f"{draft.right} people in all")
        editor.send(":write\r")
        draft.wait_mended()
        editor.wait(lambda screen: not draft.has_conflict(screen))
        editor.send(":quit\r")
        editor.ended()


run(session)
