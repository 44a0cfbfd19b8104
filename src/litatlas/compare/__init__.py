"""Results compared: groups and bands of rows that may stand beside each other, why others may not, and factors that follow."""
