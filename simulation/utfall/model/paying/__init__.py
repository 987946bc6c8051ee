"""Claims, audits, and who pays whom: measured facts in, ledger entries out."""
