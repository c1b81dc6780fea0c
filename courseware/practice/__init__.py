"""What a person shows at work: practice hours, result records, ratings by others, A3 reports."""
