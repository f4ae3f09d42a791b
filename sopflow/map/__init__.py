"""The map of procedures: how they refer to one another.

books --network--> who names whom, whose output is whose kelengkapan --graph--> DOT --dot, draw--> Drawing --export--> SVG, PDF
"""
