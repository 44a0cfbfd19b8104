"""Charts as views of SVG."""
