"""The family's pages. A view translates: the clock is read here, services decide."""
