"""What is taken away from the dashboard: the story as an editable deck, and a handout as PDF and as one HTML file."""
