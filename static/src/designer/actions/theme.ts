import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "theme",
  name: "Light or dark",
  group: "View",
  keys: ["Alt+Shift+N"],
  enabled: always,
  perform: () => {
    const root = document.documentElement;
    const dark = root.dataset["theme"] === "dark" || (root.dataset["theme"] !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset["theme"] = dark ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset["theme"]);
    } catch {
      // Without storage the choice holds for this page only.
    }
  },
};
