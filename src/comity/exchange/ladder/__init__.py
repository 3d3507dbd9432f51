"""The ladder of one partner: every rung between two nodes, from the link down to the last receipt.

Nothing here changes anything on either side: the partner's door is asked for its descriptor, and
by a parcel of no messages how far it holds what this node sent.
"""
