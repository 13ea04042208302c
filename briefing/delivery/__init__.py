"""Finished PDFs to the people they are for, once: recipients, message, ledger, SMTP, and the order in which it goes.

Nothing here knows charts or pages: a PDF comes as bytes, what its first page says as text.
"""
