"""Where the evidence of something printed stands: the id of a fact or derivation in, the id of its entry out."""

import hashlib
import re

#: The ref of a fact of the edition before is the fact's id behind this.
EARLIER = "previous:"
_FACT = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)+")


def anchor(ref: str) -> str:
    """The id of the evidence entry of a fact or derivation; distinct refs have distinct anchors."""
    if _FACT.fullmatch(ref):
        return "e-" + ref.replace("/", ".")
    kind = re.match(r"[a-z-]*", ref)
    return f"e-{kind[0] if kind else ''}.{hashlib.sha256(ref.encode()).hexdigest()[:12]}"
