"""Which of a school's acts is the Положение of its mentoring programme.

A school publishes other acts beside it: rules of a club, of a council, of the site. By its title
the act of the programme speaks of mentoring; only where no act does, any of them may be meant.
"""

STEM = "наставнич"
SPELLINGS = (STEM, STEM.capitalize(), STEM.upper())
"""For a database: SQLite does not fold the case of Russian letters."""


def speaks_of_mentoring(title: str) -> bool:
    """Whether an act of this title may be the one of the programme: «Положение о наставничестве»,
    «Положение о наставнической деятельности»."""
    return STEM in title.casefold()
