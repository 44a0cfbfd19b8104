"""What a review gives to other programs: rows and tables, bibliographies, packages with their metadata, archives."""
