"""An invented organization with years of history, so that every screen has something to show."""
