"""What people decide, written down."""
