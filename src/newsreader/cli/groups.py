"""Commands that stand in a group, and what is said where one of them, or a query behind it, is mistyped."""

from __future__ import annotations

import click

from newsreader.spelling import suggestion

QUERY = "[QUERY...]"
"""How help shows the words of a query."""


class Commands(click.Group):
    """A group that says which command was probably meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments begin with; raises click.UsageError."""
        name = args[0]
        if not (ctx.resilient_parsing or name.startswith("-") or self.get_command(ctx, name)):
            raise click.UsageError(f"There is no command “{name}”.{suggestion(name, self.list_commands(ctx))}", ctx)
        return super().resolve_command(ctx, args)


def dash_hint(error: click.ClickException) -> str:
    """Return what to do if what is no option was meant as a part of a query; else nothing."""
    if not isinstance(error, click.NoSuchOption) or error.ctx is None or error.option_name.startswith("--"):
        return ""
    command = error.ctx.command
    if not any(each.make_metavar(error.ctx) == QUERY for each in command.params if isinstance(each, click.Argument)):
        return ""
    return f"Words of a query that begin with a dash stand behind two: {error.ctx.command_path} … -- -sports"
