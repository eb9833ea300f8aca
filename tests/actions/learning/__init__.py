"""Tests of what a worker does while learning."""
