"""What need not be done again.

`place` is where things are kept, `store` keeps bytes by the digest of what they were made of, `inputs` says what
shapes output, `record` says what a build made, `uptodate` that nothing changed, `finished` keeps finished PDFs and their
`findings`.
"""
