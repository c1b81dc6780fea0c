"""Quizzes: what a question is, how it varies, how it is graded, when one may try again."""
