"""An SMTP server on loopback that fails as it is told: at each stage another answer, silence, or a dropped connection."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import Any

DROP = "drop"
HANG = "hang"
Answer = Callable[[str, str], str | None]  # stage, recipient -> what to say instead of the usual; None = the usual


@dataclass
class Faulty:
    """How the server is to behave, and what it took. Stages: greeting, ehlo, starttls, auth, mail, rcpt, data, body."""

    answer: Answer = lambda stage, recipient: None
    features: tuple[str, ...] = ()
    tls: ssl.SSLContext | None = None
    taken: list[tuple[str, str]] = field(default_factory=list)  # recipient, Message-ID; also of mails whose answer got lost
    connections: int = 0
    over: threading.Event = field(default_factory=threading.Event)


class _Gone(Exception):
    pass


class _Handler(socketserver.StreamRequestHandler):
    """One connection."""

    plan: Faulty
    disable_nagle_algorithm = True

    def say(self, stage: str, usual: str, recipient: str = "") -> bool:
        """Answer; whether the usual thing was said."""
        told = self.plan.answer(stage, recipient)
        if told == DROP:
            raise _Gone
        if told == HANG:
            self.plan.over.wait(30)
            raise _Gone
        self.wfile.write(f"{usual if told is None else told}\r\n".encode())
        return told is None

    def handle(self) -> None:
        self.plan.connections += 1
        try:
            self.talk()
        except (_Gone, OSError):
            return
        finally:
            if isinstance(self.connection, ssl.SSLSocket):
                self.connection.close()  # the server only closes the socket that it accepted

    def talk(self) -> None:
        if not self.say("greeting", "220 thu.tinh.example"):
            return
        recipient = ""
        while line := self.rfile.readline():
            verb, _, rest = line.decode("ascii", "replace").strip().partition(" ")
            match verb.upper():
                case "EHLO" | "HELO":
                    lines = ("thu.tinh.example", *self.plan.features)
                    last = len(lines) - 1
                    self.say("ehlo", "\r\n".join(f"250{' ' if n == last else '-'}{text}" for n, text in enumerate(lines)))
                case "STARTTLS":
                    if self.say("starttls", "220 go") and self.plan.tls is not None:
                        self.request = self.connection = self.plan.tls.wrap_socket(self.connection, server_side=True)
                        self.setup()
                case "AUTH":
                    self.say("auth", "235 in")
                case "MAIL":
                    self.say("mail", "250 OK", recipient)
                case "RCPT":
                    recipient = rest.partition("<")[2].partition(">")[0]
                    self.say("rcpt", "250 OK", recipient)
                case "DATA":
                    if self.say("data", "354 go on", recipient):
                        self.body(recipient)
                case "RSET" | "NOOP":
                    self.wfile.write(b"250 OK\r\n")
                case "QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                case _:
                    self.wfile.write(b"502 what\r\n")

    def body(self, recipient: str) -> None:
        content = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            content += line
        told = self.plan.answer("body", recipient)
        if told is None or told == DROP:
            mail = message_from_bytes(content, policy=policy.default)
            self.plan.taken.append((recipient, str(mail["Message-ID"])))
        self.say("body", "250 taken", recipient)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle of a handshake is what some of the tests are about."""


@contextmanager
def faulty(plan: Faulty) -> Generator[int, None, None]:
    """Serve the plan; the port."""
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"plan": plan}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        plan.over.set()
        server.shutdown()
        server.server_close()
