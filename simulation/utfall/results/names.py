"""Names of files made from titles: letters, digits and a hash; never a path, never a device."""

import hashlib
import re
import unicodedata


def slug(text: str, longest: int = 40) -> str:
    """A title as part of a file name: ASCII letters and digits, then six digits of a hash that keep two titles apart."""
    simple = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", simple).strip("-")[:longest].strip("-") or "result"
    return f"{words}-{hashlib.blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=3).hexdigest()}"
