"""The competency plan of a company: from its vision to the week's unit, in group figures, never in people."""
