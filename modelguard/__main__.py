"""Where a run starts: `modelguard …` and `python -m modelguard …`."""

from __future__ import annotations

import gc


def main() -> None:
    """Import and run the command line, without the collector while nothing can be garbage yet."""
    gc.disable()
    from modelguard.cli import main as run

    run()


if __name__ == "__main__":
    main()
