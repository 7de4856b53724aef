"""Replace a file as a whole or not at all."""

from __future__ import annotations

import os

from modelguard.errors import ConfigError


def replace(file: str, content: bytes, *, label: str) -> None:
    """Written beside the file and moved onto it; a link stays a link, the mode stays the mode.

    Raises `ConfigError` where that cannot be done; an interrupt leaves the old file as it was.
    """
    import contextlib
    import shutil
    import tempfile

    target = os.path.realpath(file)
    folder, name = os.path.split(target)
    try:
        handle, scratch = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
        try:
            with os.fdopen(handle, "wb") as scratch_file:
                scratch_file.write(content)
            if os.path.exists(target):
                shutil.copymode(target, scratch)
            else:
                os.chmod(scratch, 0o644)
            os.replace(scratch, target)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(scratch)
            raise
    except OSError as error:
        message = f"this file cannot be written: {error.strerror or error}"
        hint = "its folder has to be writable, since the file is replaced as a whole"
        raise ConfigError(message, path=label, hint=hint) from error
