"""What a build is named after and made of; what stands in `out/`, and the earlier editions beside it."""
