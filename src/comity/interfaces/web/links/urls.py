"""Addresses of the links."""

from django.urls import path

from comity.interfaces.web.links import epochs, files, keys, message, parked, views

urlpatterns = [
    path("", views.links, name="links"),
    path("set-aside/<slug:message>/retry/", views.retry, name="set_aside_retry"),
    path("messages/<uuid:message_id>/", message.message, name="link_message"),
    path("messages/<uuid:message_id>/receipt/", message.receipt, name="link_receipt"),
    path("parked/", parked.page, name="parked"),
    path("parked/causes/", parked.export, name="parked_causes"),
    path("parked/retry/", parked.retry_all, name="parked_retry_all"),
    path("<slug:partner>/files/", files.page, name="link_files"),
    path("<slug:partner>/files/write/", files.write, name="link_files_write"),
    path("<slug:partner>/files/read/", files.read, name="link_files_read"),
    path("<slug:partner>/files/by-folder/", files.by_folder, name="link_by_folder"),
    path("<slug:partner>/epochs/", epochs.page, name="link_epochs"),
    path("<slug:partner>/epochs/propose/", epochs.propose, name="link_epoch_propose"),
    path("<slug:partner>/epochs/confirm/", epochs.confirm, name="link_epoch_confirm"),
    path("<slug:partner>/keys/", keys.page, name="link_keys"),
    path("<slug:partner>/keys/announce/", keys.announced, name="link_announce"),
    path("<slug:partner>/keys/openings/", keys.openings, name="link_openings"),
    path("<slug:partner>/keys/revoke/", keys.revoke, name="link_revoke"),
    path("<slug:partner>/keys/propose/", keys.propose, name="link_propose"),
    path("<slug:partner>/keys/confirm/", keys.confirm, name="link_confirm"),
    path("<slug:partner>/recovery/", epochs.recover, name="link_recover"),
    path("<slug:partner>/recovery/end/", epochs.end, name="link_recovery_end"),
    path("<slug:partner>/forks/<int:number>/", epochs.evidence, name="link_fork"),
    path("<slug:partner>/ladder/", views.ladder, name="link_ladder"),
    path("<slug:partner>/move/", views.move, name="link_move"),
]
