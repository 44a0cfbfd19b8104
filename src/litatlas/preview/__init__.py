"""A preview of a review: its site as it would be built now, each file made when it is asked for, and what changes it."""
