"""Names of procedures as they are compared. In: a name as someone wrote it. Out: the form that all ways of writing it share."""


def procedure_key(words: str) -> str:
    """The name in lower case, without "SOP" before it and marks behind it."""
    key = " ".join(words.split()).strip(" .;,").casefold()
    return key.removeprefix("sop ").removeprefix("ap ").strip(" :")
