"""Documents made anew whenever their texts are saved, for people with an editor of their own.

In: files and folders, and what to make of them. Out: files, and a report of each document that was made. Knows no terminal;
`cli/watch.py` tells what happened.

Files are looked at again and again (`stamps.py`), not asked of the system: the files of a few documents are a handful, and looking works
on network drives too, and with editors that write a new file and rename it.
"""
