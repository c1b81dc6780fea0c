"""What a learner can do in a lab: one file for each type of input."""
