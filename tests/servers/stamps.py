"""An authority that stamps the time, served to this machine by OpenSSL."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

CONFIGURATION: Final = """
[tsa]
default_tsa = house
[house]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/stamp.pem
signer_key = {folder}/stamp.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@contextmanager
def stamping(folder: Path, *, willing: bool = True) -> Iterator[str]:
    """Serve an authority, and yield its address; one that is not `willing` refuses each time."""
    _make(folder)

    class Authority(BaseHTTPRequestHandler):
        """Stamps whatever it is sent."""

        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200 if willing else 503)
            self.end_headers()
            self.wfile.write(_stamped(folder, query) if willing else b"busy")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Authority) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def _make(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "tsa.cnf").write_text(CONFIGURATION.format(folder=folder))
    (folder / "serial").write_text("01\n")
    _run(
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        *("-nodes", "-subj", "/CN=Invented Stamps", "-days", "36500"),
        *("-addext", "extendedKeyUsage=critical,timeStamping"),
        *("-addext", "keyUsage=critical,digitalSignature"),
        *("-keyout", str(folder / "stamp.key"), "-out", str(folder / "stamp.pem")),
    )


def _stamped(folder: Path, query: bytes) -> bytes:
    (folder / "query").write_bytes(query)
    _run(
        *("openssl", "ts", "-reply", "-config", str(folder / "tsa.cnf")),
        *("-queryfile", str(folder / "query"), "-out", str(folder / "answer")),
    )
    return (folder / "answer").read_bytes()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
