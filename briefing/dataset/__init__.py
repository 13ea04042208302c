"""What the sources say: YAML files to records, claims to facts, and the rules that hold them."""
