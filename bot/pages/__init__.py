"""The pages of the web chat, their files, and the icons that are made from one drawing."""
