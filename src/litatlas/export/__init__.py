"""What a review gives to other programs: rows and tables, citations, packages with their metadata, archives."""
