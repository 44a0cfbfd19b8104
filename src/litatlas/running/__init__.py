"""What a run needs besides its data: progress, locks and processes."""
