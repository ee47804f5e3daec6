"""Faults of a local act: rules over its tree, each answering with findings for the editor."""
