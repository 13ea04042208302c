"""A draft made into the file that readers get, through every gate; and such a file read, whichever form it has."""
