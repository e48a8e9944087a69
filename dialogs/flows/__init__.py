"""What the companion can talk about: one module for each flow, all of them listed in ``dialogs.table``."""
