"""Questions to a family. A form checks the shape of an answer; services decide the rest."""
