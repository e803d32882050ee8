"""The options that several commands share, and how a query stands among them.

`shared_options` has those that any command may have, `filters` those that say where to look, with the completion
of their values in a shell, and `query_words` sets the words of a query apart. Imports the public names of
`minutesearch`, records and results, and no command. Each module is a way in.
"""
