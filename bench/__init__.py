"""Measures a turn through the Telegram webhook, the start and the memory, next to two peers."""
