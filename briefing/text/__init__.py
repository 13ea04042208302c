"""Markdown and plain text: a composition written as text, read back, and proved."""
