"""The commands: each reads its options, calls one function and prints the result.

One module for each command or small family of them; a new one is added to `program` too. Imports `options`,
`output` and the public names of `minutesearch`; no command imports another. Errors are not caught here. The way in
is the command.
"""
