"""Requests, replies, spontaneous information: their lifecycle, clocks, conditions."""
