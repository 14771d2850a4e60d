/** Light, dark, or as the system has it; kept in this browser. */
export type Theme = "auto" | "light" | "dark";
const KEY = "dragoman-theme";

export function themeNow(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

export function setTheme(theme: Theme): void {
  if (theme === "auto") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, theme);
  apply();
}

export function apply(): void {
  const theme = themeNow();
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  dispatchEvent(new Event("themechange"));
}
