import { button, element } from "./dom";

/** Pixels of the PNG for each of the drawing: sharp on the densest screens and in slides. */
const SCALE = 2;

function darkNow(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

async function picture(address: string): Promise<Blob> {
  const wanted = new URL(address, location.href);
  wanted.searchParams.set("theme", darkNow() ? "dark" : "light");
  const answer = await fetch(wanted);
  if (!answer.ok) {
    throw new Error(`the diagram answered ${answer.status}`);
  }
  const source = URL.createObjectURL(await answer.blob());
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = element("canvas");
    canvas.width = Math.round(image.naturalWidth * SCALE);
    canvas.height = Math.round(image.naturalHeight * SCALE);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("the browser made no PNG"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(source);
  }
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** PNG and clipboard, which only a browser can make of the SVG. */
export function mountFiles(scene: HTMLElement): void {
  const place = scene.querySelector<HTMLElement>("[data-files]");
  const address = scene.querySelector<HTMLAnchorElement>("[data-svg]")?.getAttribute("href");
  if (!place || !address) {
    return;
  }
  const told = element("span", { role: "status", class: "told" });
  const attempt = (what: () => Promise<string>) => (): void => {
    what().then(
      (done) => {
        told.textContent = done;
      },
      (error: unknown) => {
        told.textContent = error instanceof Error ? `That failed: ${error.message}` : "That failed";
      },
    );
  };
  const name = `${scene.dataset["file"] ?? "diagram"}.png`;
  place.append(
    button("PNG", attempt(async () => {
      save(await picture(address), name);
      return `Saved as ${name}`;
    })),
  );
  if ("ClipboardItem" in window && "clipboard" in navigator) {
    place.append(
      button("Copy image", attempt(async () => {
        // The promise goes in unresolved: Safari only allows the clipboard within the click itself.
        await navigator.clipboard.write([new ClipboardItem({ "image/png": picture(address) })]);
        return "Copied";
      })),
    );
  }
  place.append(told);
}

/** The line for a README names this very site. */
export function mountEmbed(scene: HTMLElement): void {
  const code = scene.querySelector<HTMLElement>("[data-embed]");
  if (code) {
    code.textContent = (code.textContent ?? "").replace("https://your-patternbook.example", location.origin);
  }
}
