"""How pages look: the style sheet, the components and the layouts."""
