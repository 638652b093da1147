// Runs before the page is painted, as a classic script, so that a chosen theme never flashes the other one first.
{
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset["theme"] = chosen;
    }
  } catch {
    // A browser that denies storage shows the theme that its system prefers.
  }
}
