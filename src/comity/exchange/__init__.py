"""Links to partners, channels, parcels, outbox, inbox, receipts."""
