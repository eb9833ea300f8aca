"""How a report stands on paper: words wrapped in columns, page after page, tagged for all."""
