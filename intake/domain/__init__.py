"""Rules of intake in plain Python: values in, values out, no Django, no clock, no database."""
