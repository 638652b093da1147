import { button } from "./dom";

type Choice = "auto" | "light" | "dark";
const CHOICES: readonly (readonly [Choice, string])[] = [
  ["auto", "Auto"],
  ["light", "Light"],
  ["dark", "Dark"],
];

function current(): Choice {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "auto";
}

function choose(choice: Choice): void {
  if (choice === "auto") {
    delete document.documentElement.dataset["theme"];
  } else {
    document.documentElement.dataset["theme"] = choice;
  }
  try {
    localStorage.setItem("theme", choice);
  } catch {
    // Without storage the choice holds for this page only.
  }
}

/** The switch between the system's theme, light and dark. */
export function mountThemeSwitch(): void {
  const place = document.querySelector<HTMLElement>("[data-theme-switch]");
  if (!place) {
    return;
  }
  const show = (): void => {
    for (const [index, [choice]] of CHOICES.entries()) {
      buttons[index]?.setAttribute("aria-pressed", String(choice === current()));
    }
  };
  const buttons = CHOICES.map(([choice, label]) =>
    button(label, () => {
      choose(choice);
      show();
    }),
  );
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "Theme");
  place.append(...buttons);
  place.hidden = false;
  show();
}
