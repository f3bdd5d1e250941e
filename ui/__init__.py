"""What pages are made of: figure card, place picker, verdict badge, notes, downloads, links. No SQL, no arithmetic."""

"arithmetic."
