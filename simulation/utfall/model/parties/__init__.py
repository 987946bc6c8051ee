"""Organisations and what they decide with: agents, books, caseloads, referral, staff, signing, tender, reviews."""
