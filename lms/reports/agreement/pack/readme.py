"""How anybody checks a pack without this product: a few commands, in plain words."""

from typing import Final

from lms.kernel.outgoing.bag import MANIFEST, MINISIG, RAW_SIGNATURE, TAGS

SIGNED: Final = (
    "Is that list signed by the organization? Compare the key's id with one you have from\n"
    "the organization by another way, not from this pack."
)
OPENSSL: Final = (
    f"openssl pkeyutl -verify -pubin -inkey data/keys/{{key}}.pem -rawin -in {TAGS} "
    f"-sigfile {RAW_SIGNATURE}"
)
COMMANDS: Final = (
    (
        "Is every file the one that was packed? Nothing may appear. (On a Mac: shasum -a 256)",
        (f"sha256sum -c --quiet {TAGS}", f"sha256sum -c --quiet {MANIFEST}"),
    ),
    (
        SIGNED,
        (f"minisign -V -p data/keys/{{key}}.pub -m {TAGS}",),
    ),
    (
        "The same signature by OpenSSL, which nearly every system has.",
        (OPENSSL,),
    ),
)
CERTIFICATE: Final = "pdfsig -nocert data/certificates/{certificate}.pdf"
SEAL: Final = (
    "sed -n 's/^{last}\\t[0-9a-f]*\\t//p' data/ledger/entries.tsv | tr -d '\\n' | sha256sum"
)

POPULATION: Final = "people/population.tsv"
SAMPLE: Final = (
    f"cut -f 1 data/{POPULATION} | while read -r id; do "
    """printf '%s %s\\n' "$(printf %s "seed:$id" | sha256sum | cut -c 1-64)" "$id"; """
    "done | sort | head -n 25 | cut -d ' ' -f 2-"
)

SAMPLING: Final = f"""\
TO DRAW A SAMPLE that anybody can draw again, choose a word instead of seed and a number instead
of 25, and note both, with the digest of the population that the first line prints. People come
in order of the SHA-256 of the word, a colon and their number.

    sha256sum data/{POPULATION}
    {SAMPLE}

The fourth column of that file names each person's dossier. For one team or role alone, take its
lines first: team and role are the second and third column.
"""


def readme(title: str, key: str, last: int, certificate: str) -> str:
    """Return the text; `key` is the id of the key that signs, `last` the last entry shown."""
    parts = [
        f"{title}\n{'=' * len(title)}\n",
        "index.html is for reading. Nothing in this folder needs a network.\n",
        "TO CHECK IT, open a terminal in this folder and type:\n",
    ]
    for why, commands in COMMANDS:
        lines = "".join(f"    {one.format(key=key)}\n" for one in commands)
        parts.append(f"{why}\n\n{lines}")
    if certificate:
        parts.append(
            "Does a certificate carry a signature, and was it changed since? (poppler-utils)\n\n"
            f"    {CERTIFICATE.format(certificate=certificate)}\n"
        )
    if last:
        parts.append(
            "Is an entry of the ledger the one that was sealed? This prints the seal that stands\n"
            f"second in its line; every entry names the seal before it. For entry {last}:\n\n"
            f"    {SEAL.format(last=last)}\n"
        )
    parts.append(SAMPLING)
    parts.append(
        "Who has the product itself can also run: part2-lms verify FILE.zip\n\n"
        f"The folder is a bag as RFC 8493 describes it. {MINISIG} is a signature in minisign's\n"
        f"form, {RAW_SIGNATURE} the bare Ed25519 signature of the same file.\n"
    )
    return "\n".join(parts)
