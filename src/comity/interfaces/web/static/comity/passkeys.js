// Joins the buttons of a page to django-allauth's passkey forms. A button says which form it is
// for; ids and the challenge are found beside it, so that no page carries a script of its own.
"use strict";

document.querySelectorAll("[data-passkey]").forEach((button) => {
  const field = (name) => button.form.elements[name];
  window.allauth.webauthn.forms[`${button.dataset.passkey}Form`]({
    ids: {
      add: button.id,
      authenticate: button.id,
      login: button.id,
      credential: field("credential").id,
      passwordless: field("passwordless")?.id,
      data: "js_data",
    },
  });
});

if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-needs-passkeys]").forEach((part) => { part.hidden = false; });
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector("[data-passkey-trouble]").hidden = false;
});
