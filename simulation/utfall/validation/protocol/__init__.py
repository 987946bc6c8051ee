"""Tables of docs/odd.md and docs/validation.md, read from code, schema and kept results: `python -m utfall.validation.protocol` writes them anew."""
