"""The tables of the model's protocol (`docs/odd.md`), read from the code and the schema: `python -m utfall.validation.protocol` writes them anew."""
