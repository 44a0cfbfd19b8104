"""What was learned from labelled papers: weights of features, kept as data, and the reasons that they give."""
