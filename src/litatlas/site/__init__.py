"""A review to the files of a static site: typed views, templates, search, feeds, and the swap of folders at the end."""
