"""The numbers of questions: small ones, drawn by a seed, with the truth and what mistakes give.

Each question is a NamedTuple of what is given; its properties are the truth and the mistakes, by
their names. All of it is arithmetic of whole numbers, small enough for the head.
"""
