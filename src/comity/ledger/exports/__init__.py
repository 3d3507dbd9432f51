"""Parts of the record taken out as files that anybody can check without this node.

`lines` says how a file is written, `checking` reads one without believing it; both are pure, and
neither needs a database or a network. `making` is what the node does. The format is described in
`docs/reference/record-export.md`.
"""
