"""Pictures of procedures within other programs' documents: Markdown, Sphinx, Pandoc and Quarto, notebooks (docs/reports.md).

`block` does what all of them need; every other module speaks to one program, imports it, and is imported by it.
"""
