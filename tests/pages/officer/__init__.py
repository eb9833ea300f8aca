"""Tests of what an officer decides on."""
