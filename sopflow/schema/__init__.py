"""How a book stands in JSON: which fields, what they hold, what may be left out. One table for the writer, the reader and the schema."""
