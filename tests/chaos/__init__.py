"""Chaos: the real program, hundreds of people, faults of every kind and kills, and then a count of what was lost."""
