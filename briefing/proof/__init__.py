"""The proof: what a finished briefing says, held against the evidence that it carries. It knows no PDF and no page."""
