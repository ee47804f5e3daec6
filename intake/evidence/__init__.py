"""What proves a paper: the school's seal and its verification by a stranger. No Django here."""
