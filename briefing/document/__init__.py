"""From facts and charts to pages: wording, composing, rendering, finishing, and reading the finished file back."""
