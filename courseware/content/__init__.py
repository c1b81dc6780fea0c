"""Content: modules/ on disk become a catalog of sound modules and a list of all that is wrong."""
