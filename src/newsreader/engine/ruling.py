"""The use case of the user's rules: carried out on what a refresh brought, and ended when their time has come."""

from __future__ import annotations

from newsreader.engine.tools import Tools


async def carry_out_rules(tools: Tools) -> None:
    """Do what the rules say with the articles that arrived, and show again what ended rules muted."""
    store, now = tools.store, tools.clock()
    if not await tools.database.read(store.arrival.has_rules):
        await tools.database.write_with_others(lambda: store.arrival.pass_by(now=now))
        return
    await tools.database.write(lambda: store.rules.end(now=now))
    await tools.database.write(lambda: store.rules.arrive(now=now))


async def run_hooks(tools: Tools) -> bool:
    """Hand to commands what rules say; return whether there was anything to do."""
    if not await tools.database.read(tools.store.arrival.has_errands):
        return False
    from newsreader.engine.hooks import hand_over_arrived

    await hand_over_arrived(tools)
    return True


async def tell(tools: Tools) -> None:
    """Tell of articles by the user's command, where rules say so and no reader does it."""
    if await tools.database.read(tools.store.arrival.has_errands):
        from newsreader.engine.hooks import tell_arrived

        await tell_arrived(tools)
