"""The things that an attack may hurt, and what happened to them."""

import contextlib
import os
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

from assignment.engine.homework import KIT
from autograder.sandbox.layers.kernel import libc

from .evidence import Evidence
from .processes import kill, victim

TOKEN = "GRADER_TOKEN"
PLACES = ("/dev/shm", "/tmp", "/var/tmp")


class Scene:
    """The things that an attack may hurt: files, a process, sockets, and a word to leave behind."""

    def __init__(self, name: str, base: Path, size: int) -> None:
        self.name = name
        self.size = size
        self.mark = f"mark{secrets.token_hex(6)}"
        self.key = secrets.randbits(30)
        self.folder = base / "scenes" / name
        self.neighbour = base / "in" / "honest_right" / "neural_network.py"
        self.base = base
        self.victim = 0
        self.port = 0
        self.sockets: list[socket.socket] = []
        self.folder.mkdir(parents=True)
        for file in ("victim", "secret"):
            (self.folder / file).write_text(os.environ[TOKEN])
            (self.folder / file).chmod(0o600)
            os.utime(self.folder / file, (10**9, 10**9))

    def fill(self, source: str, result: Path) -> str:
        """Fill in the placeholders of a source, and make the things that it names."""
        if "@VICTIM@" in source:
            self.victim = victim()
        if "@PORT@" in source:
            self._listen_on_port()
        for word, address in (("@SOCKET@", str(self.folder / "socket")), ("@KEY@-", f"\0{self.key}-homework")):
            if word in source:
                self.sockets.append(socket.socket(socket.AF_UNIX))
                self.sockets[-1].bind(address)
        values = {"SCENE": self.folder, "SOCKET": self.folder / "socket", "MARK": self.mark, "KEY": self.key}
        values["SIZE"] = self.size
        values |= {"VICTIM": self.victim, "PORT": self.port, "ROOT": KIT, "NEIGHBOUR": self.neighbour}
        for word, value in (values | {"RESULT": result}).items():
            source = source.replace(f"@{word}@", str(value))
        for listener in self.sockets:
            listener.setblocking(False)
            with contextlib.suppress(OSError):  # UDP needs no listen
                listener.listen(8)
        return source

    def _listen_on_port(self) -> None:
        stream, packets = socket.socket(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        stream.bind(("127.0.0.1", 0))
        self.port = stream.getsockname()[1]
        packets.bind(("127.0.0.1", self.port))
        self.sockets += [stream, packets]

    def look(self, seen: Evidence) -> None:
        """Return what happened to everything."""
        seen.changed = [what for what, fine in self._state().items() if not fine]
        seen.left = list(self._leavings())
        seen.heard = [text for listener in self.sockets for text in _arrived(listener)]

    def _state(self) -> dict[str, bool]:
        file = self.folder / "victim"
        state = {"content": file.is_file() and not file.is_symlink() and file.read_text() == os.environ[TOKEN]}
        if state["content"]:
            state |= {"mode": file.stat().st_mode & 0o777 == 0o600, "time": file.stat().st_mtime == 10**9}
        if self.victim:
            status = Path(f"/proc/{self.victim}/stat").read_text().rpartition(")")[2].split()
            limits = Path(f"/proc/{self.victim}/limits").read_text() if status[0] != "Z" else ""
            state |= {"alive": status[0] != "Z", "nice": int(status[16]) == os.nice(0)}
            state["limits"] = not limits or "Max open files            3 " not in limits
        return state

    def _leavings(self) -> Iterator[str]:
        home, temporary = self.base / "home", self.base / "tmp"
        for place in (*PLACES, home, temporary, self.folder, self.base / "in" / self.name):
            with contextlib.suppress(OSError):
                yield from (str(path) for path in Path(place).iterdir() if path.name == self.mark)
        for line in Path("/proc/sysvipc/shm").read_text().splitlines()[1:]:
            if int(line.split()[0]) == self.key:
                yield f"shared memory {line.split()[1]}"
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if self.mark.encode() in place.read_bytes():
                    yield f"process {place.parent.name}"

    def clear(self) -> None:
        """Remove what an attack left behind under the naive runner."""
        for what in list(self._leavings()):
            if what.startswith("shared"):
                libc.shmctl(int(what.split()[-1]), 0, None)
            elif what.startswith("process"):
                kill(int(what.split()[-1]))
            else:
                Path(what).unlink(missing_ok=True)
        if self.victim:
            kill(self.victim)
            os.waitpid(self.victim, 0)


def _arrived(listener: socket.socket) -> Iterator[str]:
    while True:
        try:
            if listener.type == socket.SOCK_DGRAM:
                yield listener.recv(100).decode()
            else:
                connection = listener.accept()[0]
                connection.settimeout(1)
                yield connection.recv(100).decode() or "a connection"
        except OSError:
            return
