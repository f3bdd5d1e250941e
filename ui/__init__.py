"""What pages are made of: figure card, place picker, verdict badge, notes, downloads, links; no SQL and no arithmetic."""
