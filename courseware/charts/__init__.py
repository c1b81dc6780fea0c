"""Charts: series in, a drawing as SVG and the same data as a table out. One vocabulary for all of them."""
