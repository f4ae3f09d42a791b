"""sopflow beside what else draws lanes from text: the same flows in every program, counted from the SVG files by one method."""
