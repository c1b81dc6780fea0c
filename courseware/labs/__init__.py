"""Labs: from what a learner sets, orders or writes to numbers, charts and a verdict, by one engine."""
