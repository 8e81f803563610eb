"""A session in Helix, with the configuration that the page tells to use."""

import os
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from terminal import Draft, Terminal, run  # noqa: E402


def session(draft: Draft, helix: str) -> None:
    config = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "helix")
    config.mkdir(parents=True)
    shutil.copy(pathlib.Path(os.environ["EDITORS"], "helix/languages.toml"), config)
    # Findings are shown under the line of the caret.
    (config / "config.toml").write_text('[editor.inline-diagnostics]\ncursor-line = "hint"\n')

    with Terminal([helix, draft.path]) as editor:
        editor.wait("ran aground")
        editor.send(f":goto {draft.line}\r")
        editor.wait(draft.has_conflict)

        # From the start of the line to the finding, as its user goes.
        editor.send("]d")
        editor.send(" k")
        editor.wait(lambda screen: draft.source in screen and draft.right in screen.split(draft.source)[0])
        editor.send("\x1b")
        editor.wait(lambda screen: draft.source not in screen)

        editor.send(" d")
        editor.wait("figure-conflict")
        editor.send("\x1b")
        editor.wait(lambda screen: "figure-conflict" not in screen)

        editor.send(" a")
        editor.wait(draft.fix)
        editor.send("\r\r")
        editor.wait(f"{draft.right} people in all")
        editor.send(":write\r")
        # The file has the words before the disk has them, and Helix takes no leave in between.
        editor.wait("written", seconds=90)
        draft.wait_mended()
        editor.wait(lambda screen: not draft.has_conflict(screen))
        editor.send(":quit\r")
        editor.ended()


run(session)
