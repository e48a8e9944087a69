"""Telegram: private chats with a bot, by webhook or long polling. Imported only where a token is set."""
