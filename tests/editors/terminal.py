"""A terminal editor, driven as a writer drives it: keys go in, the screen is read."""

import os
import re
import sys
import time

import pexpect
import pyte


class _Screen(pyte.Screen):
    """A screen that bears what newer editors ask of a terminal."""

    def report_device_status(self, *args, **kwargs):
        pass

    def report_device_attributes(self, *args, **kwargs):
        pass

    def select_graphic_rendition(self, *args, private=False, **kwargs):
        if not private:
            super().select_graphic_rendition(*args)


# What editors ask a terminal, and what one answers.
ANSWERS = {b"\x1b[6n": "\x1b[1;1R", b"\x1b[c": "\x1b[?62;c", b"\x1b[?u": "\x1b[?0u"}


class Terminal:
    """An editor in a terminal of its own."""

    def __init__(self, arguments, rows=36, columns=130, env=None):
        env = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor", **(env or {}))
        env.update(LINES=str(rows), COLUMNS=str(columns), LANG="C.UTF-8", LC_ALL="C.UTF-8")
        self.screen = _Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(arguments[0], arguments[1:], env=env, dimensions=(rows, columns), echo=False)

    def __enter__(self):
        return self

    def __exit__(self, kind, problem, trace):
        self.child.terminate(force=True)

    def _read(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                read = self.child.read_nonblocking(65536, 0.05)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return
            for question, answer in ANSWERS.items():
                if question in read:
                    self.child.send(answer)
            self.stream.feed(read)

    def text(self):
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def wait(self, what, seconds=30):
        """Waits until the screen has some words, or a test of its text holds; gives the screen."""
        holds = what if callable(what) else (lambda text: what in text)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(0.05)
            if holds(self.text()):
                return self.text()
        raise AssertionError(f"never on the screen: {what!r}\n{self.text()}")

    def send(self, keys):
        """Types."""
        self.child.send(keys)
        self._read(0.1)

    def ended(self, seconds=30):
        """Waits for the editor to leave."""
        end = time.monotonic() + seconds
        while self.child.isalive():
            self._read(0.05)
            assert time.monotonic() < end, f"it does not leave\n{self.text()}"


class Draft:
    """The example's draft, the slip in it, and what the file should be once it is mended."""

    def __init__(self):
        self.path = os.environ["DRAFT"]
        self.wrong, self.right = os.environ["WRONG"], os.environ["RIGHT"]
        self.source, self.fix = os.environ["SOURCE"], os.environ["FIX"]
        self.before = self.read()
        head = self.before[: self.before.index(self.wrong)]
        #: Where the slip stands, line and column from 1.
        self.line, self.column = head.count("\n") + 1, len(head) - head.rfind("\n")

    def read(self):
        with open(self.path, encoding="utf-8") as file:
            return file.read()

    @property
    def mended(self):
        return self.before.replace(self.wrong, self.right, 1)

    def has_conflict(self, screen):
        """Whether the finding stands on a screen."""
        return re.search(rf"{self.wrong} people: \d of \d sources", screen) is not None

    def wait_mended(self, seconds=10):
        """The file on disk is the draft with this one figure changed."""
        end = time.monotonic() + seconds
        while self.read() != self.mended:
            assert time.monotonic() < end, f"the file on disk:\n{self.read()}"
            time.sleep(0.05)


def run(session):
    """Runs a session with the arguments of the script; ends the process as it went."""
    try:
        session(Draft(), *sys.argv[1:])
    except (AssertionError, pexpect.ExceptionPexpect) as problem:
        sys.exit(f"{sys.argv[0]}: {problem}")
