"""A whole bot, and people, trouble and time at random: what must hold stands in ``invariants``."""
