"""Several processes of the dashboard behind one address."""
