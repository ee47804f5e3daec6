"""A file of a school becomes a tree of clauses, terms, appendices and tables. Plain Python."""
