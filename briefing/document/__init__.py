"""From facts and charts to pages: what templates may call, the sections, the evidence; a composition out."""
