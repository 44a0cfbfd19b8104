"""What a result holds for: baseline, hardware, data set, model and subject."""
