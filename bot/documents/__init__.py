"""What is printed or handed on as a file."""
