"""Addresses of own law and of what stands beside it."""

from django.urls import path

from comity.interfaces.compressing import told_short
from comity.interfaces.web.own_law import assurances, breaches, instructions, law

urlpatterns = [
    path("", law.own_law, name="own_law"),
    path("instructions/", instructions.instructions, name="own_law_instructions"),
    path("instructions/new/", told_short(instructions.new), name="own_law_instruction_new"),
    path("instructions/<int:number>/", instructions.instruction, name="own_law_instruction"),
    path("assurances/", assurances.assurances, name="own_law_assurances"),
    path("assurances/new/", told_short(assurances.new), name="own_law_assurance_new"),
    path("assurances/<int:number>/", assurances.assurance, name="own_law_assurance"),
    path("breaches/", breaches.breaches, name="own_law_breaches"),
    path("breaches/new/", told_short(breaches.new), name="own_law_breach_new"),
    path("breaches/<int:number>/", breaches.breach, name="own_law_breach"),
]
