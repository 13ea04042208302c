"""Web pages: a composition in one file for a browser, and such a file read back."""
