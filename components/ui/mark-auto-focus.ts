/** React only focuses; a dialog that opens looks for the attribute, and would give the focus to its first button. */
export function markAutoFocus(control: HTMLElement | null): void {
  control?.setAttribute("autofocus", "");
}
