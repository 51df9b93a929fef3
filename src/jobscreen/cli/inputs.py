"""Where an ad comes from: the argument, a file, or standard input; read within the limit and decoded."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import BinaryIO, Final

import typer

from jobscreen.ad import MAX_CHARS
from jobscreen.errors import InputError, LimitError

__all__ = ["MAX_BYTES", "ad_from", "decode", "read_file"]

#: No encoding that is read here takes more than four bytes for a character.
MAX_BYTES: Final = 4 * MAX_CHARS
#: Marks at the beginning of a file, with the encoding that takes them away. The longer ones first: the mark of
#: UTF-32 begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def ad_from(argument: str | None, file: Path | None) -> str:
    """Return the ad's text from the one source that was given.

    Parameters
    ----------
    argument : str or None
        The ad itself; ``-`` stands for standard input.
    file : Path or None
        File that holds the ad; ``-`` stands for standard input.

    Raises
    ------
    typer.BadParameter
        If there is more than one source or none.
    InputError, LimitError
        If the source cannot be read or decoded, or is too large.

    Examples
    --------
    >>> ad_from("Two cooks wanted.", None)
    'Two cooks wanted.'
    """
    if argument is not None and file is not None:
        raise typer.BadParameter("give the ad as an argument or with --file, not both.")
    if file is not None and str(file) != "-":
        return read_file(file)
    if argument is not None and argument != "-":
        _refuse_file_name(argument)
        return argument
    if argument is None and file is None and _is_terminal():
        raise typer.BadParameter("give an ad: in quotes as an argument, with --file, or on standard input.")
    return decode(_read(sys.stdin.buffer))


def read_file(path: Path) -> str:
    """Read a text file whose size is within the limit; the size is checked before anything is read.

    Raises
    ------
    InputError
        If the file cannot be read, or its bytes are no text.
    LimitError
        If it is larger than :data:`MAX_BYTES`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "ad.txt"
    ...     _ = path.write_text("Two cooks wanted.", encoding="utf-16")
    ...     read_file(path)
    'Two cooks wanted.'
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(f"{size:,}")
        with path.open("rb") as file:
            return decode(_read(file))
    except OSError as error:
        # The reason without the path: file names of those who seek help are private, and errors end up in logs.
        raise InputError(f"The file cannot be read ({error.strerror}). Give the path of a text file.") from None


def decode(data: bytes) -> str:
    """Return the text of bytes: UTF-8, or UTF-8, UTF-16 and UTF-32 with a byte order mark.

    Raises
    ------
    InputError
        If they are neither; guessing would show the reader another text than the one in the file.

    Examples
    --------
    >>> decode("月薪".encode("utf-8-sig")), decode("月薪".encode("utf-16"))
    ('月薪', '月薪')
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        # "from None": the original error carries the bytes, that is, the ad.
        raise InputError(
            f"The ad is not valid {name} (byte {error.start:,}). "
            "Save it as UTF-8, or as UTF-16 with a byte order mark."
        ) from None


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _read(stream: BinaryIO) -> bytes:
    data = stream.read(MAX_BYTES + 1)  # pipes and devices do not tell their size
    if len(data) > MAX_BYTES:
        raise _too_large(f"more than {MAX_BYTES:,}")
    return data


def _too_large(size: str) -> LimitError:
    return LimitError(
        f"An ad may have at most {MAX_BYTES:,} bytes; this input has {size}. "
        "Split the file into its ads, or pass only the ad's own text."
    )


def _refuse_file_name(argument: str) -> None:
    """Stop where the name of a file was given as the ad: scoring the name would look like a good result."""
    try:
        named = len(argument) < 256 and "\n" not in argument and Path(argument).is_file()
    except OSError:  # too long for a name, or in a place that must not be looked at
        named = False
    if named:
        raise typer.BadParameter("this is the name of a file; to read the file use --file.")
