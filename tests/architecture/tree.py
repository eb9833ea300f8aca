"""The project's own files, as the checks of its conventions read them."""

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("lms", "tests", "bench")
NOUNS: Final = (
    "people",
    "agreements",
    "incidents",
    "courses",
    "quizzes",
    "decisions",
    "drills",
    "requirements",
    "standing",
    "certificates",
    "evidence",
    "accounts",
)
NOT_OURS: Final = frozenset({"var", "dist", "build", "node_modules", "__pycache__"})
"""Folders that are made, not written; so are those whose name begins with a dot, but .ci."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = Function | ast.ClassDef


@dataclass(frozen=True)
class Module:
    """One Python file: its path under the root, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text, self.path)

    @property
    def name(self) -> str:
        """Its dotted name."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def stem(self) -> str:
        """Its file name without the ending."""
        return Path(self.path).stem

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """Every function in it, methods and inner ones too."""
        return tuple(node for node in ast.walk(self.tree) if isinstance(node, Function))

    @property
    def comments(self) -> Iterator[tuple[int, str]]:
        """The line and text of every comment."""
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string

    def at(self, line: int) -> str:
        """Name a place in it, as editors understand it."""
        return f"{self.path}:{line}"


def modules(*packages: str) -> tuple[Module, ...]:
    """Return every module of these packages, or of all of them; each is read and parsed once."""
    return tuple(one for package in packages or PACKAGES for one in _modules(package))


@cache
def _modules(package: str) -> tuple[Module, ...]:
    paths = sorted((ROOT / package).rglob("*.py"))
    return tuple(Module(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in paths)


def files() -> Iterator[Path]:
    """Yield every file that somebody wrote, from the root down."""
    yield from _files(ROOT)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.name == ".git":
            continue
        if path.is_dir():
            if not path.name.startswith(".") or path.name == ".ci":
                yield from _files(path)
        elif path.suffix not in {".pyc", ".db"} and path.name not in {".coverage", ".env"}:
            yield path
