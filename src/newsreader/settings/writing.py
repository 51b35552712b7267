"""Write settings.toml so that nothing of it is lost: comments, order, names that nobody knows, links, permissions."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import tomlkit
from tomlkit.exceptions import TOMLKitError

from newsreader.errors import SettingsError
from newsreader.settings.described import setting_at
from newsreader.settings.documenting import documented
from newsreader.settings.faults import take
from newsreader.settings.kinds import dotted, written
from newsreader.whole_files import replace_file

_BOM = "\ufeff"
_OWN_ONLY = 0o600
"""Of a new file: what it will hold (headers, cookies) is nobody else's business."""


def write_setting(path: Path, name: tuple[str, ...], value: object) -> None:
    """Set one value in the file at `path`, or take it out if it is None; raises SettingsError.

    Where there is no file yet, one that explains every setting is begun. Where nothing changes, nothing is written.
    """
    try:
        document = path.read_bytes().decode()
    except FileNotFoundError:
        if value is None:
            return
        document = documented()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} cannot be read, so nothing is written: {_reason(error)}.") from error
    if (text := changed(document, name, value)) != document:
        _replace(path, text.encode())


def write_documented(path: Path) -> Path | None:
    """Begin a file that explains every setting; return where a broken one that was in its place is now.

    Raises SettingsError where there is a file that can be understood: it is the user's.
    """
    kept = None
    try:
        document = path.read_bytes()
        if not _is_broken(document):
            raise SettingsError(f"{path} is there already and is left as it is.")
        kept = _free_name(path)
        _replace(kept, document)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise SettingsError(f"{path.name} cannot be read: {_reason(error)}. It is left as it is.") from error
    _replace(path, documented().encode())
    return kept


def changed(document: str, name: tuple[str, ...], value: object) -> str:
    """Return the document with one value set, or taken out if it is None; raises SettingsError.

    Whatever was tried is read again, and counts only if it says what is wanted and nothing else.
    """
    mark, document = (_BOM, document[1:]) if document.startswith(_BOM) else ("", document)
    try:
        wanted = tomllib.loads(document)
    except (ValueError, RecursionError) as error:
        complaint = take(document)[1][0]
        raise SettingsError(f"Nothing is written, since settings.toml is broken. {complaint}") from error
    plain = msgspec.to_builtins(value)
    plain = list(plain) if isinstance(plain, tuple) else plain  # as TOML is read
    if not _set(wanted, name, plain):
        raise SettingsError(f"{dotted(name[:-1])} in settings.toml is no table. Mend it first.")
    is_crlf = "\r\n" in document
    for attempt in _attempts(document, name, plain):
        text = re.sub("\r?\n", "\r\n", attempt) if is_crlf else attempt
        with suppress(ValueError):
            if tomllib.loads(text) == wanted:
                return mark + text
    raise SettingsError(f"{dotted(name)} cannot be changed in settings.toml as it is written there. Change it by hand.")


def _attempts(document: str, name: tuple[str, ...], value: object) -> Iterator[str]:
    """Yield ways to write it: where a comment shows it, or it leaves one behind; else wherever tomlkit puts it."""
    key = dotted(name[-1:])
    setting = setting_at(name)
    explained = f"#{key} = {written(setting.example)}" if setting is not None else ""
    line = re.compile(rf"^{'' if value is None else '#'}[ \t]*{re.escape(key)}[ \t]*=[^\r\n]*", re.MULTILINE)
    for found in line.finditer(document):
        if value is None:
            # What is written behind a value is the user's, and stays.
            instead = explained if explained and "#" not in found[0] else f"#{found[0]}"
        else:
            counting = f"{key} = {written(value)}"
            instead = counting if found[0] == explained else f"{found[0]}\n{counting}"
        yield document[: found.start()] + instead + document[found.end() :]
    with suppress(TOMLKitError):
        tree = tomlkit.parse(document)
        _set(tree, name, value)
        yield tomlkit.dumps(tree)


def _set(document: MutableMapping[str, Any], name: tuple[str, ...], value: object) -> bool:
    """Set a value in nested tables, or take it out; False where what should be a table is none."""
    tree: Any = document
    for part in name[:-1]:
        if part not in tree:
            if value is None:
                return True
            tree[part] = {}
        tree = tree[part]
        if not isinstance(tree, Mapping):
            return False
    if value is None:
        tree.pop(name[-1], None)
    else:
        tree[name[-1]] = value
    return True


def _replace(path: Path, document: bytes) -> None:
    try:
        Path(os.path.realpath(path)).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, document, new_mode=_OWN_ONLY)
    except OSError as error:
        raise SettingsError(f"{path.name} cannot be written: {_reason(error)}. It is as it was.") from error


def _is_broken(document: bytes) -> bool:
    try:
        tomllib.loads(document.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return True
    return False


def _free_name(path: Path) -> Path:
    """Return the name of a file beside this one that is not there yet."""
    number = 1
    while (beside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    return beside


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return "it is not UTF-8 text"
