"""What drives the app from outside, for tests, benchmarks and scripts: a server and a browser."""
