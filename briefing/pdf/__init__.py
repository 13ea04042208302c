"""Composed pages as PDF: HTML rendered, made accessible and reproducible; and finished files read back."""
