"""How often the rules of extraction are right: labels made by reading, and the judge that compares rows with them.

`python -m eval`, in the repository's folder, measures and holds the rules to what they have reached; `eval/README.md` tells how.
"""
