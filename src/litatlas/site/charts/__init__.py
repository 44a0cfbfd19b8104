"""Charts as views of SVG, drawn when the site is built: months, ranges of gains, trade-offs, and the scales that they share."""
