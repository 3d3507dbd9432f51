"""Addresses of joint case folders."""

from django.urls import path

from comity.interfaces.web.investigations import acts, items, views

urlpatterns = [
    path("", views.folders, name="folders"),
    path("new/", acts.new, name="folder_new"),
    path("<int:number>/", views.folder, name="folder"),
    path("<int:number>/invite/", acts.invite, name="folder_invite"),
    path("<int:number>/answer/", acts.answer, name="folder_answer"),
    path("<int:number>/agency/", acts.admit, name="folder_agency"),
    path("<int:number>/leave/", acts.leave, name="folder_leave"),
    path("<int:number>/close/", acts.close, name="folder_close"),
    path("<int:number>/erase/", acts.erase, name="folder_erase"),
    path("<int:number>/add/<str:kind>/", items.add, name="folder_add"),
    path("items/<int:number>/", views.item, name="folder_item"),
    path("items/<int:number>/release/", items.release, name="folder_item_release"),
    path("items/<int:number>/discard/", items.discard, name="folder_item_discard"),
    path("items/<int:number>/done/", items.done, name="folder_item_done"),
    path("items/<int:number>/word/", items.word, name="folder_item_word"),
]
