"""Programs of what the lesson says of solvers, of a ridge and of an ODE."""
