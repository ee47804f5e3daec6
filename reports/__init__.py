"""The figures: what families signed becomes what the curator reports."""
