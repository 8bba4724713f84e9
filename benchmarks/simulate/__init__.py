"""A world whose truth is known: invented reps, two hidden formulas, and our figures in it."""
