"""Tests of what can be asked of what waits and of what is taught."""
