"""What a run needs besides its data: processes, locks, progress, files written whole, and what it keeps for the next run."""
