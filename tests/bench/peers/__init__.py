"""What other generators of static sites take for the same papers, where they can be had."""
