// Single keys, for officers who have them on. Each does what a link or a field of the page does.
"use strict";

const PATIENCE = 1500;
let goUntil = 0;

// A keyboard of another script has no "g" on it: there the place of the key counts.
const letterOf = (event) => {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(event.code);
  return place && event.key.charCodeAt(0) > 127 ? place[1].toLowerCase() : event.key;
};

const press = (event, chosen) => {
  const found = document.querySelector(chosen);
  if (!found) return;
  event.preventDefault();
  if (found.matches("input")) found.select();
  else found.click();
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const key = letterOf(event);
  const going = event.timeStamp < goUntil;
  goUntil = 0;
  if (going && /^[a-z]$/.test(key)) press(event, `[data-go="${key}"]`);
  else if (key === "/") press(event, "#find");
  else if (key === "?" || key === "؟") press(event, "[data-help]");
  else if (key === "g") goUntil = event.timeStamp + PATIENCE;
});
