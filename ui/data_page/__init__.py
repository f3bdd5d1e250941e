"""The parts of the Data page, one a module: what is loaded, checks, changes, dictionary, downloads, SQL."""
