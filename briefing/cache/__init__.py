"""What need not be done again.

`place` is where things are kept, `store` keeps bytes by the digest of what they were made of, `inputs` says what
shapes output, `uptodate` tells that nothing changed, `finished` keeps finished PDFs.
"""
