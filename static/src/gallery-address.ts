/** The shortest address of what a form asks for: empty fields are left out, so that equal views have equal addresses. */
export function addressOf(path: string, fields: Iterable<readonly [string, FormDataEntryValue]>): string {
  const asked = new URLSearchParams();
  for (const [name, value] of fields) {
    if (typeof value === "string" && value.trim() !== "") {
      asked.append(name, value.trim().replace(/\s+/g, " "));
    }
  }
  const query = asked.toString();
  return query === "" ? path : `${path}?${query}`;
}
