"""Papers as entries of bibliographies: what their sources state, in the forms that other programs read."""
