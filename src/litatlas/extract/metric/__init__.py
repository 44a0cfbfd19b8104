"""What a number measures: its metric, its form, and which way it went."""
