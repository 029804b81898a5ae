// Files that are dragged into the page, anywhere: a browser would leave the page for them.

/// While files are over the page, it has the class `dropping`.
export function dropFiles(take: (files: File[]) => void): void {
  const root = document.documentElement;
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;
  document.addEventListener("dragover", event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    root.classList.add("dropping");
  });
  document.addEventListener("dragleave", event => {
    if (event.relatedTarget === null) root.classList.remove("dropping"); // out of the window
  });
  document.addEventListener("drop", event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    root.classList.remove("dropping");
    take([...(event.dataTransfer?.files ?? [])]);
  });
}
