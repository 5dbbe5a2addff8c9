"""The chain rule as a product of matrices: its orders, their programs, and what each costs."""
