"""`sopflow serve`: a page in the browser with the text on the left and the document on the right (docs/serve.md).

    browser <--WebSocket--> session --jobs--> worker processes --pipeline, services--> pages, messages
                               |
                            folder (the files on disk, which stay the truth)

In: a folder and a port. Out: nothing but what the user saves. Always holds: the server listens on the loopback alone, answers nobody who
doesn't have the key, touches no file outside the folder, and never waits for a text: texts are compiled in processes that can be ended.
"""
