"""What every room may use: files by their plain paths, digests, fixed words by language, pictures, text to the streams."""
