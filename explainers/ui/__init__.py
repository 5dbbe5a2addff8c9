"""What pages are made of: frame, controls, Stage, code panel, links."""
