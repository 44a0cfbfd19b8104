"""What templates are given: one frozen view for each."""
