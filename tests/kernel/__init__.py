"""The kernel keeps its promises."""
