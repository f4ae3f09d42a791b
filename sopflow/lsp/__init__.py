"""A language server for any editor that speaks the Language Server Protocol, on pygls.

In: the protocol on standard input. Out: the protocol on standard output. What is said about texts comes from `sopflow/services`;
here it is only translated.
"""
