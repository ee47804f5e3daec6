"""The rules of statistical returns: plain Python, no database and no clock."""
