"""`modelguard cache`: the caches of the Hub's answers and of what was found in files."""

from __future__ import annotations

import click

from modelguard.cli import options, session
from modelguard.cli.answers import cache_file


@click.command("cache", cls=options.Command)
@click.option("--clear", is_flag=True, help="Throw all answers away, and what was found in files")
def command(clear: bool) -> None:
    """Show where the Hub's answers are kept and how many there are."""
    from modelguard.cards.cache import Cache

    with Cache(cache_file()) as cache:
        count = cache.clear() if clear else cache.count()
        if cache.notice:
            session.say(cache.notice)
    if clear:
        from modelguard.detect import remembered

        remembered.clear(session.found_folder())
    done = "thrown away" if clear else "kept"
    click.echo(f"{cache_file()}: {count} answers {done}")
